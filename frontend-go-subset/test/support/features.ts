// The parts of the language that the support table names, each with how a program shows that it uses them.

import type * as ast from "../../syntax/index.ts";

export interface Feature {
  readonly name: string;
  /** True for a node that only a program with the feature has. */
  readonly isUsedBy: (node: ast.Node) => boolean;
}

const ident =
  (...names: readonly string[]) =>
  (n: ast.Node): boolean =>
    n.kind === "Ident" && names.includes(n.name);
const calls =
  (...names: readonly string[]) =>
  (n: ast.Node): boolean =>
    n.kind === "CallExpr" && ident(...names)(n.fun);
const branch =
  (tok: ast.BranchStmt["tok"], labelled: boolean) =>
  (n: ast.Node): boolean =>
    n.kind === "BranchStmt" && n.tok === tok && (n.label !== undefined) === labelled;
const selects =
  (pkg: string, ...names: readonly string[]) =>
  (n: ast.Node): boolean =>
    n.kind === "SelectorExpr" && ident(pkg)(n.x) && (names.length === 0 || names.includes(n.sel.name));
const isEmbedded = (f: ast.Field): boolean => f.names.length === 0;
const yields = (n: ast.Node): boolean =>
  n.kind === "FuncType" && n.params.some((p) => p.names.some((name) => name.name === "yield"));

export const features: readonly Feature[] = [
  { name: "integers of all widths", isUsedBy: ident("int8", "int16", "uint16", "uint32", "uint64") },
  { name: "floats", isUsedBy: ident("float32", "float64") },
  { name: "complex numbers", isUsedBy: ident("complex64", "complex128") },
  { name: "iota", isUsedBy: ident("iota") },
  { name: "arrays", isUsedBy: (n) => n.kind === "ArrayType" && n.length !== undefined },
  { name: "slices", isUsedBy: (n) => n.kind === "SliceExpr" },
  { name: "maps", isUsedBy: (n) => n.kind === "MapType" },
  { name: "min, max, clear", isUsedBy: calls("min", "max", "clear") },
  { name: "struct tags", isUsedBy: (n) => n.kind === "Field" && n.tag !== undefined },
  { name: "embedded fields", isUsedBy: (n) => n.kind === "StructType" && n.fields.some(isEmbedded) },
  { name: "embedded interfaces", isUsedBy: (n) => n.kind === "InterfaceType" && n.methods.some(isEmbedded) },
  { name: "type assertions", isUsedBy: (n) => n.kind === "TypeAssertExpr" },
  { name: "type switches", isUsedBy: (n) => n.kind === "TypeSwitchStmt" },
  { name: "closures", isUsedBy: (n) => n.kind === "FuncLit" },
  { name: "variadic functions", isUsedBy: (n) => n.kind === "Ellipsis" },
  { name: "generic functions", isUsedBy: (n) => n.kind === "FuncDecl" && n.type.typeParams.length > 0 },
  { name: "generic types", isUsedBy: (n) => n.kind === "TypeSpec" && n.typeParams.length > 0 && !n.isAlias },
  { name: "generic aliases", isUsedBy: (n) => n.kind === "TypeSpec" && n.typeParams.length > 0 && n.isAlias },
  { name: "type sets", isUsedBy: (n) => n.kind === "UnaryExpr" && n.op === "~" },
  { name: "labelled break and continue", isUsedBy: (n) => branch("break", true)(n) || branch("continue", true)(n) },
  { name: "goto", isUsedBy: branch("goto", true) },
  { name: "fallthrough", isUsedBy: branch("fallthrough", false) },
  {
    name: "range over integers",
    isUsedBy: (n) => n.kind === "RangeStmt" && n.x.kind === "BasicLit" && n.x.litKind === "int",
  },
  { name: "range over functions", isUsedBy: yields },
  { name: "defer", isUsedBy: (n) => n.kind === "DeferStmt" },
  { name: "panic and recover", isUsedBy: calls("recover") },
  { name: "goroutines", isUsedBy: (n) => n.kind === "GoStmt" },
  { name: "channels", isUsedBy: (n) => n.kind === "SendStmt" },
  { name: "select", isUsedBy: (n) => n.kind === "SelectStmt" },
  { name: "unsafe", isUsedBy: selects("unsafe") },
  { name: "reflection", isUsedBy: selects("reflect") },
  { name: "finalizers", isUsedBy: selects("runtime", "SetFinalizer", "AddCleanup") },
];
