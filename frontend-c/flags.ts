// Options of weft -> arguments of clang and, through it, of wasm-ld.

/** How to compile and link C. Sizes in bytes. */
export interface CompileCOptions {
  /** The name under which other modules import from this one (default "c"). */
  readonly name?: string;
  /** -O level (default "2"). */
  readonly opt?: "0" | "1" | "2" | "3" | "s" | "z";
  /** Language standard, for example "c11" (default: clang's, gnu17). */
  readonly std?: string;
  /** NAME or NAME=VALUE. */
  readonly defines?: readonly string[];
  /** Directories to look in for #include, relative to where the files' paths start. */
  readonly includes?: readonly string[];
  /** Further arguments for every compilation, for example "-Wall". */
  readonly flags?: readonly string[];
  /**
   * program: has main; the module exports _start. library: exports what has __attribute__((export_name)), its memory,
   * and _initialize. Default: program.
   */
  readonly mode?: "program" | "library";
  /** Size of the main C stack (default 1 MiB). It lies at the bottom of memory, so that its overflow traps. */
  readonly stackSize?: number;
  /** Size of the C stack of each fiber (default 64 KiB); a multiple of 4096. */
  readonly fiberStackSize?: number;
  /** Where static data starts; the main stack is below it. */
  readonly globalBase?: number;
  /** Import the memory from this module instead of defining it. */
  readonly importMemory?: string;
  /** Symbols to export beside those marked in the source. */
  readonly exports?: readonly string[];
}

/** Arguments that compile one file to an object. */
export function compileFlags(
  options: CompileCOptions,
  source: string,
  object: string,
  includeDirs: readonly string[],
): string[] {
  return [
    "-c",
    `-O${options.opt ?? "2"}`,
    ...(options.std === undefined ? [] : [`-std=${options.std}`]),
    ...machine,
    ...lineTables,
    ...(options.defines ?? []).map((d) => `-D${d}`),
    "-iquote",
    ".",
    ...includeDirs.map((dir) => `-I${dir}`),
    ...(options.flags ?? []),
    // One machine-readable line per message; the caret is drawn by weft.
    "-fno-caret-diagnostics",
    "-fno-color-diagnostics",
    "-fdiagnostics-print-source-range-info",
    "-ferror-limit=0",
    source,
    "-o",
    object,
  ];
}

/** What all engines that run WasmFX have. */
const machine = [
  "-mbulk-memory",
  "-mnontrapping-fptoint",
  "-msign-ext",
  "-mmutable-globals",
  "-mmultivalue",
  "-mtail-call",
];

/** Source lines and inlined functions, for traps; nothing about variables and types. */
const lineTables = ["-gline-tables-only", "-gdwarf-4", "-fdebug-compilation-dir=."];

/** What runtime modules and other languages need to live in the same memory, and nobody else. */
export const internalExports = ["__stack_pointer", "__heap_base", "__heap_end", "__indirect_function_table"] as const;

/** Arguments that link objects into a module. */
export function linkFlags(options: CompileCOptions, objects: readonly string[], output: string): string[] {
  const ld: string[] = ["--stack-first", `-z,stack-size=${options.stackSize ?? 1 << 20}`];
  ld.push("--export=__stack_pointer", "--export=__heap_base", "--export=__heap_end", "--export-table");
  ld.push(...(options.exports ?? []).map((name) => `--export=${name}`));
  if (options.globalBase !== undefined) ld.push(`--global-base=${options.globalBase}`);
  if (options.importMemory !== undefined) ld.push("--import-memory");
  const library = options.mode === "library" ? ["-mexec-model=reactor"] : [];
  return [...library, ...objects, ...ld.map((flag) => `-Wl,${flag}`), "-o", output];
}
