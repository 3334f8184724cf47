// Go against Go: goroutines, and plain computing. The programs are below bench/go.

import type { Group, Size, Workload } from "../workload.ts";

const sized = (argument: number, result: string | number): Size => ({
  args: [String(argument)],
  result: String(result),
});

/** A program of which an operation is timed, with weft's target for its time over Go's. */
function goroutines(dir: string, about: string, ratio: number, full: Size, quick: Size): Workload {
  return {
    name: `goroutines/${dir}`,
    about,
    program: { kind: "go", dir },
    engines: ["weft", "go"],
    sizes: { full, quick },
    shows: "operation",
    target: { engine: "go", ratio },
  };
}

/** Sum of the numbers below n. */
const triangle = (n: number): number => (n * (n - 1)) / 2;
/** What select-four adds up to: each quarter of the numbers below n weighted by its channel. */
const weighted = (n: number): number => {
  let sum = 0;
  for (let i = 0; i < 4; i++) sum += (i + 1) * (4 * triangle(n / 4) + i * (n / 4));
  return sum;
};
/** What spawn adds up to: 0..99 for every hundred. */
const hundreds = (n: number): number => (n / 100) * triangle(100);

export const goGoroutines: Group = {
  name: "goroutines",
  title: "Goroutines",
  about: "The same Go program, compiled by weft and by Go (GOMAXPROCS=1). Times are for one operation.",
  workloads: [
    goroutines(
      "ping-pong",
      "a number there and back over two unbuffered channels",
      0.4,
      sized(2_000_000, 2_000_000),
      sized(100_000, 100_000),
    ),
    goroutines("gosched", "one runtime.Gosched among four", 0.3, sized(8_000_000, 8_000_000), sized(400_000, 400_000)),
    goroutines(
      "spawn",
      "a goroutine from start to end, in batches of 100",
      0.5,
      sized(4_000_000, hundreds(4_000_000)),
      sized(200_000, hundreds(200_000)),
    ),
    goroutines(
      "buffered",
      "a number through a channel of 128",
      0.7,
      sized(20_000_000, triangle(20_000_000)),
      sized(1_000_000, triangle(1_000_000)),
    ),
    goroutines(
      "select-four",
      "a number through one of four channels, received by select",
      0.6,
      sized(2_000_000, weighted(2_000_000)),
      sized(100_000, weighted(100_000)),
    ),
    goroutines(
      "mutex-handoff",
      "a turn handed over with two mutexes",
      0.5,
      sized(4_000_000, 4_000_000),
      sized(200_000, 200_000),
    ),
    goroutines(
      "skynet",
      "a leaf of a tree of a million goroutines",
      0.4,
      sized(1_000_000, triangle(1_000_000)),
      sized(10_000, triangle(10_000)),
    ),
    {
      name: "goroutines/parked",
      about: "a million goroutines wait at once: one, from start to end",
      program: { kind: "go", dir: "parked" },
      engines: ["weft", "go"],
      sizes: { full: sized(1_000_000, triangle(1_000_000)), quick: sized(20_000, triangle(20_000)) },
      shows: "operation",
    },
    {
      name: "goroutines/parked-memory",
      about: "peak memory for each of a million waiting goroutines",
      program: { kind: "go", dir: "parked" },
      engines: ["weft", "go"],
      sizes: { full: sized(1_000_000, triangle(1_000_000)), quick: sized(20_000, triangle(20_000)) },
      shows: "memory",
      base: ["1"],
    },
  ],
};

function computing(dir: string, about: string, full: Size, quick: Size): Workload {
  return {
    name: `go-compute/${dir}`,
    about,
    program: { kind: "go", dir },
    engines: ["weft", "go"],
    sizes: { full, quick },
    shows: "run",
  };
}

export const goCompute: Group = {
  name: "go-compute",
  title: "Computing in Go",
  about: "The same Go program, compiled by weft and by Go (GOMAXPROCS=1). Times are for the whole work.",
  workloads: [
    computing("nbody", "planets, float64", sized(4_000_000, "-0.169049263"), sized(100_000, "-0.169079859")),
    computing("fannkuch", "permutations, slices of int", sized(10, "73196 38"), sized(8, "1616 22")),
    computing("spectral-norm", "vectors, division", sized(1200, "1.274224150"), sized(200, "1.274223601")),
    computing("mandelbrot", "float64 in registers", sized(1500, 894105), sized(200, 15909)),
    computing("binary-trees", "small objects made and dropped", sized(16, 8711918), sized(10, 70590)),
    computing(
      "fasta",
      "bytes, a random generator",
      sized(1_500_000, "53681354 15250000"),
      sized(20_000, "2534108588 203334"),
    ),
    computing("reverse-complement", "bytes in place", sized(10_000_000, 3658938825), sized(500_000, 3314477172)),
    computing(
      "k-nucleotide",
      "maps of text and of numbers",
      sized(500_000, "A150768 AA45689 TAAT4227 ATTAAT414 64491/53 488200/4 499978/2"),
      sized(20_000, "T6096 TT1911 TTTT193 ATTTAA23 16467/5 19971/2 19983/1"),
    ),
    computing("n-queens", "recursion, slices of bool", sized(12, "14200 856188"), sized(8, "92 2056")),
    computing("matrix-multiply", "slices of slices", sized(700, "-1742.000"), sized(150, "1305.000")),
    computing(
      "sort",
      "slices.Sort, sort.Slice, sort.Sort, sort.Strings",
      sized(1_500_000, "17047796771825 17025077956501"),
      sized(40_000, "10344097672436 16984415065324"),
    ),
    computing("maps", "maps with keys of several types", sized(400_000, 473893967760), sized(20_000, 32424731018)),
    computing("strings", "package strings, strconv, fmt.Sprintf", sized(500_000, 10475492), sized(20_000, 392427)),
    computing("interpreter", "a bytecode interpreter", sized(100_000, "9592 47539843"), sized(5000, "669 827623")),
  ],
};

function fibers(name: string, about: string, full: Size, quick: Size): Workload {
  const shared = name === "skynet";
  return {
    name: `go-fibers/${name}`,
    about,
    program: { kind: "go", dir: shared ? name : `fiber-${name}` },
    engines: ["weft", "go"],
    sizes: { full, quick },
    shows: "operation",
  };
}

export const goFibers: Group = {
  name: "go-fibers",
  title: "The fiber suite in Go",
  about:
    "What the fiber suite does, with Go's means: coroutines (iter.Pull), channels, Gosched. Compiled by weft and by Go (GOMAXPROCS=1). Times are for one operation.",
  workloads: [
    fibers("itersum", "a number pulled", sized(3_000_000, 4500001500000), sized(100_000, 5000050000)),
    fibers("treesum", "a tree's node pulled", sized(20, 536346624), sized(12, 2095104)),
    fibers("sieve", "a number passed to a filter", sized(1000, 7919), sized(100, 541)),
    fibers("state", "a question asked", sized(1_000_000, 2_000_001), sized(50_000, 100_001)),
    fibers("c10m", "a connection with 32 KiB of stack, 10,000 live", sized(300_000, 300_000), sized(20_000, 20_000)),
    fibers("pi", "20,000 terms of a series, a yield", sized(20_000, "3.141593"), sized(200, "3.141593")),
    fibers(
      "skynet",
      "a leaf of a tree of goroutines",
      sized(1_000_000, triangle(1_000_000)),
      sized(10_000, triangle(10_000)),
    ),
    fibers("scheduler", "a turn of one of ten workers", sized(3_000_000, 3_000_000), sized(100_000, 100_000)),
  ],
};
