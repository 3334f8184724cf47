// What //go: directives demand of the declarations they stand before. Run when a package has no other errors.

import type * as ast from "../syntax/ast.ts";
import type { Checker } from "./checker.ts";
import { funcPos } from "./decl.ts";
import type { Obj, Signature, Type } from "./types.ts";
import { asNamed, underlying } from "./under.ts";

export function checkDirectives(c: Checker, files: readonly ast.File[]): void {
  const linked = new Set<Obj>();
  for (const file of files) {
    for (const { pos, text } of file.misplaced) {
      const what = text.startsWith("go:embed") ? "go:embed" : "compiler";
      c.fail(pos, "MisplacedDirective", `misplaced ${what} directive`);
    }
    checkLinknames(c, file, linked);
    const importsEmbed = imports(file, "embed");
    for (const decl of file.decls) {
      if (decl.kind === "FuncDecl") checkFunc(c, decl, linked);
      else if (decl.kind === "GenDecl" && decl.tok === "var") {
        for (const spec of decl.specs) if (spec.kind === "ValueSpec") checkEmbed(c, spec, importsEmbed, false);
      }
    }
  }
}

function imports(file: ast.File, path: string): boolean {
  return file.imports.some((spec) => spec.path.value.slice(1, -1) === path);
}

/** //go:linkname local [remote] */
function checkLinknames(c: Checker, file: ast.File, linked: Set<Obj>): void {
  const importsUnsafe = imports(file, "unsafe");
  for (const { pos, text } of file.pragmas) {
    if (!text.startsWith("go:linkname ")) continue;
    const [, local, remote, ...more] = text.trim().split(/\s+/);
    const fail = (message: string): void => c.fail(pos, "MisplacedDirective", message);
    if (local === undefined || more.length > 0) {
      fail("usage: //go:linkname localname [linkname]");
    } else if (!importsUnsafe) {
      fail('//go:linkname only allowed in Go files that import "unsafe"');
    } else if (remote?.includes("[")) {
      fail("//go:linkname reference of an instantiation is not allowed");
    } else {
      const obj = c.pkg.scope.objects?.get(local);
      if (obj?.kind !== "Var" && obj?.kind !== "Func") {
        if (!c.options.isStd) fail("//go:linkname must refer to declared function or variable");
      } else if (linked.has(obj)) {
        fail(`duplicate //go:linkname for ${local}`);
      } else {
        linked.add(obj);
      }
    }
  }
}

/** The //go:embed lines before a var declaration. */
export function checkEmbed(c: Checker, spec: ast.ValueSpec, importsEmbed: boolean, isLocal: boolean): void {
  const pragma = spec.pragmas.find((p) => /^go:embed( |$)/.test(p.text));
  if (!pragma) return;
  let problem = "";
  if (!importsEmbed) problem = 'go:embed requires import "embed" (or import _ "embed", if package is not used)';
  else if (spec.names.length > 1) problem = "go:embed cannot apply to multiple vars";
  else if (spec.values.length > 0) problem = "go:embed cannot apply to var with initializer";
  else if (isLocal) problem = "go:embed cannot apply to var inside func";
  if (problem !== "") c.fail(pragma.pos, "MisplacedDirective", problem);
}

function checkFunc(c: Checker, decl: ast.FuncDecl, linked: ReadonlySet<Obj>): void {
  const verbs = new Map(decl.pragmas.map((p) => [p.text.split(/\s/, 1)[0], p]));
  const fail = (message: string): void => c.fail(funcPos(decl), "MisplacedDirective", message);
  const wasmImport = verbs.get("go:wasmimport");
  const wasmExport = verbs.get("go:wasmexport");
  if (decl.body) {
    if (verbs.has("go:noescape")) fail("can only use //go:noescape with external func implementations");
    if (wasmImport) fail("can only use //go:wasmimport with external func implementations");
  } else {
    const obj = c.info.defs.get(decl.name);
    if (!c.options.allowMissingBodies && !wasmImport && !(obj && linked.has(obj)))
      c.fail(funcPos(decl), "MissingBody", "missing function body");
  }
  for (const [pragma, words, usage] of [
    [wasmImport, 3, "usage: //go:wasmimport importmodule importname"],
    [wasmExport, 2, "usage: //go:wasmexport exportname"],
  ] as const) {
    if (pragma && pragma.text.trim().split(/\s+/).length !== words) c.fail(pragma.pos, "MisplacedDirective", usage);
  }
  if (wasmExport && decl.recv) fail("cannot use //go:wasmexport on a method");
  const signature = c.info.signatures.get(decl);
  if (!signature || c.options.isStd) return;
  for (const [name, pragma] of [
    ["go:wasmimport", wasmImport],
    ["go:wasmexport", wasmExport],
  ] as const) {
    if (pragma) checkWasmSignature(c, fail, name, signature);
  }
}

/** The types that may cross the border between Go and other wasm code. */
function checkWasmSignature(c: Checker, fail: (message: string) => void, pragma: string, signature: Signature): void {
  for (const v of signature.params.vars) {
    if (!isWasmType(v.type, true)) fail(`${pragma}: unsupported parameter type ${c.name(v.type)}`);
  }
  const results = signature.results.vars;
  if (results.length > 1) fail(`${pragma}: too many return values`);
  else if (results.length === 1 && !isWasmType(results[0].type, false))
    fail(`${pragma}: unsupported result type ${c.name(results[0].type)}`);
}

const scalars: ReadonlySet<string> = new Set([
  "int32",
  "uint32",
  "int64",
  "uint64",
  "float32",
  "float64",
  "unsafe.Pointer",
  "uintptr",
  "bool",
]);
const memoryScalars: ReadonlySet<string> = new Set([
  "int8",
  "uint8",
  "int16",
  "uint16",
  "int32",
  "uint32",
  "int64",
  "uint64",
  "float32",
  "float64",
  "bool",
]);

function isWasmType(t: Type, isParam: boolean): boolean {
  const u = underlying(t);
  if (u.kind === "Basic") return scalars.has(u.basic) || (isParam && u.basic === "string");
  return u.kind === "Pointer" && isMemoryType(u.elem);
}

/** Types of memory that both sides lay out alike. */
function isMemoryType(t: Type): boolean {
  const u = underlying(t);
  if (u.kind === "Basic") return memoryScalars.has(u.basic);
  if (u.kind === "Array") return isMemoryType(u.elem);
  if (u.kind !== "Struct") return false;
  const isMarker = (type: Type): boolean => {
    const obj = asNamed(type)?.obj;
    return obj?.name === "HostLayout" && obj.pkg?.path === "structs";
  };
  return (
    u.fields.length === 0 ||
    (u.fields.some((f) => isMarker(f.type)) && u.fields.every((f) => isMarker(f.type) || isMemoryType(f.type)))
  );
}
