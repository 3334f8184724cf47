// Which part of the language a script of the official suites tests: by its folder, else by its name.

const folders: Readonly<Record<string, string>> = {
  gc: "GC",
  simd: "SIMD",
  "relaxed-simd": "relaxed SIMD",
  "multi-memory": "multi-memory",
  memory64: "memory64",
  "bulk-memory": "bulk memory",
  exceptions: "exceptions",
  "stack-switching": "stack switching",
  threads: "threads",
};

/** The first pattern that fits the name counts. */
const names: readonly (readonly [RegExp, string])[] = [
  [/^(cont|resume|suspend|switch_to|validation)/, "stack switching"],
  [/^(tag|throw|throw_ref|try_table)$/, "exceptions"],
  [/^(memory64|.*64)$/, "memory64"],
  [/^return_call/, "tail calls"],
  [/^(bulk|memory_(copy|fill|init)|table_(copy|init|fill)|table_copy_mixed)$/, "bulk memory"],
  [
    /^(ref|ref_as_non_null|br_on_.*|call_ref|local_init|table-sub|type-(canon|equivalence|rec)|unreached-valid)$/,
    "typed function references",
  ],
  [/^(ref_.*|table_(get|set|grow|size)|select)$/, "reference types"],
];

const numeric = /^[if](32|64)$/;

export function proposalOf(path: string): string {
  const parts = path.split("/");
  const folder = parts.at(-2);
  if (folder !== undefined && folder in folders) return folders[folder];
  const name = parts.at(-1)!.replace(/\.wast$/, "");
  if (numeric.test(name)) return "core";
  return names.find(([pattern]) => pattern.test(name))?.[1] ?? "core";
}
