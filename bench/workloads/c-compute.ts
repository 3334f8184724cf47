// Plain C, so that the code itself is compared: weft, V8 and Wasmtime run the same module, clang makes native code.

import type { Group, Workload } from "../workload.ts";

function computing(name: string, about: string, full: [number, string], quick: [number, string]): Workload {
  return {
    name: `c-compute/${name}`,
    about,
    program: { kind: "c", file: `compute/${name}.c` },
    engines: ["weft", "clang", "v8", "wasmtime"],
    sizes: {
      full: { args: [String(full[0])], result: full[1] },
      quick: { args: [String(quick[0])], result: quick[1] },
    },
    shows: "run",
  };
}

export const cCompute: Group = {
  name: "c-compute",
  title: "Computing in C",
  about:
    "The same C program, through clang and weft to a module that weft, V8 and Wasmtime run, and natively by clang -O3. Times are for the whole work.",
  workloads: [
    computing("nbody", "planets, double", [4_000_000, "-0.169049263"], [100_000, "-0.169079859"]),
    computing("fannkuch", "permutations, small arrays", [10, "73196 38"], [8, "1616 22"]),
    computing("spectral-norm", "vectors, division", [1200, "1.274224150"], [200, "1.274223601"]),
    computing("mandelbrot", "double in registers", [1500, "894105"], [200, "15909"]),
    computing("n-queens", "recursion, bit sets", [13, "73712 4674889"], [9, "352 8393"]),
    computing("matrix-multiply", "loops that vectorise", [700, "-1742.000"], [150, "1305.000"]),
    computing("fft", "complex numbers, strided access", [65_536, "same"], [2048, "same"]),
    computing("sha256", "32-bit rotations", [1_000_000, "fb3fc1ba4ba95cfb"], [20_000, "fc1792d7e984f188"]),
    computing("compress", "a Lempel-Ziv compressor", [16_000_000, "6886981 same"], [500_000, "216307 same"]),
    computing("interpreter", "a bytecode interpreter", [150_000, "13848 83039434"], [5000, "669 827623"]),
    computing("quicksort", "quicksort, heap sort", [1_000_000, "0 5878399948095"], [30_000, "0 5805134786073"]),
    computing("hash-table", "open addressing", [1_000_000, "916667833333 666667"], [30_000, "825045000 20000"]),
    computing("edit-distance", "dynamic programming", [8000, "4160"], [800, "421"]),
    computing("life", "bytes and their neighbours", [700, "47174"], [100, "723"]),
    computing("ray-trace", "vectors, square roots, branches", [700, "197004.2198"], [60, "1449.2200"]),
  ],
};
