// Wasm -> smaller, faster wasm through binaryen. The input must be valid: binaryen trusts it, and what it then objects to
// is a fault of ours or of binaryen's, reported as a bug.

import type { Diagnostic } from "../diagnostics/index.ts";

export interface OptimizeOptions {
  /** 0 (none) to 4; as -O0 .. -O4 of wasm-opt. Default 2. */
  readonly level?: number;
  /** Favour size: 0 to 2, as -Os and -Oz. Default 0. */
  readonly shrink?: number;
  /** Keep names and source positions. Default true. */
  readonly debugInfo?: boolean;
  /** Passes by name to run instead of the default pipeline. */
  readonly passes?: readonly string[];
}

export interface Optimized {
  /** Absent when there are errors. */
  readonly bytes?: Uint8Array;
  readonly diagnostics: readonly Diagnostic[];
}

/** What weft's engine runs, by name: binaryen's `All` switches on proposals that no engine accepts. */
const features = [
  "MutableGlobals",
  "NontrappingFPToInt",
  "SIMD128",
  "BulkMemory",
  "BulkMemoryOpt",
  "SignExt",
  "ExceptionHandling",
  "TailCall",
  "ReferenceTypes",
  "Multivalue",
  "GC",
  "Memory64",
  "RelaxedSIMD",
  "ExtendedConst",
  "MultiMemory",
  "StackSwitching",
] as const;

export async function optimize(bytes: Uint8Array, options: OptimizeOptions = {}): Promise<Optimized> {
  const { default: binaryen } = await import("binaryen");
  const complaints: string[] = [];
  const restore = captureOutput(complaints);
  try {
    // Types are read differently without the features they need, so the features must be known from the start. The
    // package's types do not know the second parameter.
    const wanted = features.reduce<number>((all, name) => all | binaryen.Features[name], 0);
    const read = binaryen.readBinary as (data: Uint8Array, features: number) => ReturnType<typeof binaryen.readBinary>;
    const module = read(bytes, wanted);
    try {
      module.setFeatures(wanted);
      if (!module.validate()) return failure("binaryen finds the module invalid", complaints);
      binaryen.setOptimizeLevel(options.level ?? 2);
      binaryen.setShrinkLevel(options.shrink ?? 0);
      binaryen.setDebugInfo(options.debugInfo ?? true);
      if (options.passes) module.runPasses(options.passes);
      else if ((options.level ?? 2) > 0 || (options.shrink ?? 0) > 0) module.optimize();
      return { bytes: module.emitBinary(), diagnostics: [] };
    } finally {
      module.dispose();
    }
  } catch (error) {
    return failure(`binaryen: ${(error as { message?: string }).message ?? String(error)}`, complaints);
  } finally {
    restore();
  }
}

function failure(message: string, complaints: readonly string[]): Optimized {
  const lines = complaints
    .join("")
    .split("\n")
    .filter((line) => line.trim() !== "");
  const notes = lines.slice(0, 20).map((line) => ({ message: line }));
  return { diagnostics: [{ severity: "bug", message, code: "Optimize", notes }] };
}

/** binaryen writes its complaints to the console; until the returned function is called they go to `into` instead. */
function captureOutput(into: string[]): () => void {
  const streams = [process.stdout, process.stderr];
  const writes = streams.map((stream) => stream.write);
  for (const stream of streams) {
    stream.write = (chunk: string | Uint8Array): boolean => {
      into.push(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8"));
      return true;
    };
  }
  return () => {
    streams.forEach((stream, i) => {
      stream.write = writes[i];
    });
  };
}
