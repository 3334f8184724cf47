// Collects the package-level objects of all files: declares names, finds imports, associates methods with their types. Nothing is
// type-checked yet, so that declarations may stand in any order.

import type * as ast from "../syntax/ast.ts";
import { unparen } from "../syntax/ast.ts";
import { unicodeName } from "../syntax/scanner.ts";
import type { Pos } from "../syntax/source.ts";
import type { Checker, DeclInfo } from "./checker.ts";
import { makeInt } from "./constant.ts";
import { objDecl } from "./decl.ts";
import { unquote } from "./literal-value.ts";
import { isExported } from "./type-key.ts";
import type { Func, Obj, Package, PkgName, Scope, TypeName, Var } from "./types.ts";
import { Typ, unset } from "./universe.ts";

interface MethodInfo {
  readonly method: Func;
  readonly isPointer: boolean;
  readonly receiver: ast.Ident;
}

export function collectObjects(c: Checker, files: readonly ast.File[]): void {
  const { pkg } = c;
  const methods: MethodInfo[] = [];
  const fileScopes: Scope[] = [];
  for (const file of files) {
    c.info.defs.set(file.name, undefined);
    const fileScope = c.newScope(pkg.scope, "file", file.pos, file.end);
    fileScopes.push(fileScope);
    c.info.scopes.set(file, fileScope);
    for (const decl of file.decls) {
      if (decl.kind === "FuncDecl") {
        const method = declareFunc(c, decl, fileScope);
        if (method) methods.push(method);
      } else if (decl.kind === "GenDecl") {
        declareSpecs(c, decl, fileScope);
      }
    }
  }
  // spec: "... no identifier may be declared in both the file and package block."
  for (const scope of fileScopes) {
    for (const [name, obj] of scope.objects ?? []) {
      const other = pkg.scope.objects?.get(name);
      if (!other) continue;
      const error = c.error("DuplicateDecl");
      if (obj.kind === "PkgName")
        error.add(
          other,
          `${other.name} already declared through import of package ${obj.imported.name}${importNote(obj)}`,
        );
      else
        error.add(
          other,
          `${other.name} already declared through dot-import of package ${obj.pkg?.name} ("${obj.pkg?.path}")`,
        );
      error.addOther(obj).report();
    }
  }
  for (const { method, isPointer, receiver } of methods) {
    const base = resolveBase(c, isPointer, receiver);
    if (!base) continue;
    method.hasPtrRecv = base.isPointer;
    const list = c.methods.get(base.type);
    if (list) list.push(method);
    else c.methods.set(base.type, [method]);
  }
  c.objList = [...c.objMap.keys()];
}

function importNote(obj: PkgName): string {
  return ` ("${obj.imported.path}")`;
}

/** Types first, then aliases, then the rest, each in source order; functions' bodies are put off. */
export function packageObjects(c: Checker): void {
  const isAlias = (obj: Obj): boolean => c.objMap.get(obj)?.typeSpec?.isAlias ?? false;
  for (const obj of c.objList) if (obj.kind === "TypeName" && !isAlias(obj)) objDecl(c, obj);
  for (const obj of c.objList) if (obj.kind === "TypeName" && isAlias(obj)) objDecl(c, obj);
  // Recursive types are found now, so that what uses them gives no errors of its own.
  c.processDelayed(0);
  for (const obj of c.objList) if (obj.kind !== "TypeName") objDecl(c, obj);
  c.methods.clear();
}

function declInfo(fileScope: Scope, parts: Partial<DeclInfo>): DeclInfo {
  return {
    fileScope,
    lhs: undefined,
    type: undefined,
    init: undefined,
    inherited: false,
    typeSpec: undefined,
    funcDecl: undefined,
    deps: new Set(),
    ...parts,
  };
}

function addObject(c: Checker, obj: Obj, info: DeclInfo): void {
  c.objMap.set(obj, info);
  obj.order = c.objMap.size;
}

function declarePackageObject(c: Checker, ident: ast.Ident, obj: Obj, info: DeclInfo): void {
  if (ident.name === "init") {
    c.fail(ident, "InvalidInitDecl", "cannot declare init - must be func");
    return;
  }
  if (ident.name === "main" && c.pkg.name === "main") {
    c.fail(ident, "InvalidMainDecl", "cannot declare main - must be func");
    return;
  }
  c.declare(c.pkg.scope, ident, obj);
  addObject(c, obj, info);
}

function declareSpecs(c: Checker, decl: ast.GenDecl, fileScope: Scope): void {
  let last: ast.ValueSpec | undefined;
  for (const spec of decl.specs) {
    switch (spec.kind) {
      case "ImportSpec":
        declareImport(c, spec, fileScope);
        break;
      case "TypeSpec": {
        const obj = c.newTypeName(spec.name.pos, spec.name.name, unset, spec.isAlias);
        declarePackageObject(c, spec.name, obj, declInfo(fileScope, { typeSpec: spec }));
        break;
      }
      case "ValueSpec":
        if (decl.tok === "const") {
          const { from, inherited } = constSource(spec, last);
          last = from;
          declareConsts(c, spec, from, inherited, fileScope);
        } else {
          declareVars(c, spec, fileScope);
        }
        break;
    }
  }
}

/**
 * spec: "Within a parenthesized const declaration list the expression list may be omitted from any but the first ConstSpec. Such
 * an empty list is equivalent to the textual substitution of the first preceding non-empty expression list and its type if any."
 */
export function constSource(
  spec: ast.ValueSpec,
  last: ast.ValueSpec | undefined,
): { from: ast.ValueSpec | undefined; inherited: boolean } {
  if (spec.type || spec.values.length > 0) return { from: spec, inherited: false };
  return { from: last, inherited: last !== undefined };
}

function declareConsts(
  c: Checker,
  spec: ast.ValueSpec,
  from: ast.ValueSpec | undefined,
  inherited: boolean,
  fileScope: Scope,
): void {
  const values = from?.values ?? [];
  spec.names.forEach((name, i) => {
    const obj = c.newConst(name.pos, name.name, unset, makeInt(spec.iota));
    declarePackageObject(c, name, obj, declInfo(fileScope, { type: from?.type, init: values[i], inherited }));
  });
  checkArity(c, spec.pos, spec.names, values, true, inherited);
}

function declareVars(c: Checker, spec: ast.ValueSpec, fileScope: Scope): void {
  const { names, values } = spec;
  const lhs: Var[] = names.map((name) => c.newVar("package", name.pos, name.name, unset));
  // One expression for several variables is shared by them.
  const shared = values.length === 1 ? declInfo(fileScope, { lhs, type: spec.type, init: values[0] }) : undefined;
  names.forEach((name, i) => {
    declarePackageObject(c, name, lhs[i], shared ?? declInfo(fileScope, { type: spec.type, init: values[i] }));
  });
  if (!spec.type || values.length > 0) checkArity(c, spec.pos, names, values, false, false);
  collectEmbeds(c, spec, lhs);
}

function collectEmbeds(c: Checker, spec: ast.ValueSpec, lhs: readonly Var[]): void {
  for (const pragma of spec.pragmas) {
    if (!/^go:embed( |$)/.test(pragma.text)) continue;
    const patterns = pragma.text.slice("go:embed".length).match(/"(?:[^"\\]|\\.)*"|`[^`]*`|[^\s]+/g) ?? [];
    if (patterns.length === 0) {
      c.fail(pragma.pos, "MisplacedDirective", "usage: //go:embed pattern...");
    } else if (lhs.length === 1 && spec.values.length === 0) {
      const variable = lhs[0];
      c.info.embeds.push({ variable, patterns: patterns.map((p) => (/^["`]/.test(p) ? unquote(p) : p)), pragma });
    }
  }
}

/** The numbers of names and expressions must fit. One expression may have several values, which only its type will tell. */
export function checkArity(
  c: Checker,
  pos: Pos,
  names: readonly ast.Ident[],
  values: readonly ast.Expr[],
  isConst: boolean,
  inherited: boolean,
): void {
  if (names.length < values.length) {
    const extra = values[names.length];
    if (inherited) c.fail(pos, "WrongAssignCount", `extra init expr at ${c.place(extra.pos)}`);
    else c.fail(extra, "WrongAssignCount", `extra init expr ${c.text(extra)}`);
  } else if (names.length > values.length && (isConst || values.length !== 1)) {
    const name = names[values.length];
    c.fail(name, "WrongAssignCount", `missing init expr for ${name.name}`);
  }
}

// ---------------------------------------------------------------- imports

function declareImport(c: Checker, spec: ast.ImportSpec, fileScope: Scope): void {
  if (spec.path.bad) return;
  const path = unquote(spec.path.value);
  const problem = badImportPath(path);
  if (problem) {
    c.fail(spec.path, "BadImportPath", `invalid import path (${problem})`);
    return;
  }
  const imported = importPackage(c, spec, path);
  const name = spec.name?.name ?? imported.name;
  if (name === "init") {
    c.fail(spec, "InvalidInitDecl", "cannot import package as init - init must be a func");
    return;
  }
  if (!c.pkg.imports.includes(imported)) c.pkg.imports.push(imported);
  const obj: PkgName = {
    kind: "PkgName",
    name,
    pos: spec.pos,
    pkg: c.pkg,
    parent: undefined,
    type: Typ.invalid,
    order: 0,
    imported,
    used: imported.isFake,
  };
  if (spec.name) c.info.defs.set(spec.name, obj);
  else c.info.implicits.set(spec, obj);
  c.imports.push(obj);
  if (name !== ".") {
    c.declare(fileScope, undefined, obj);
    return;
  }
  // spec: "If an explicit period appears instead of a name, all the package's exported identifiers declared in that package's
  // package block will be declared in the importing source file's file block".
  for (const [exportedName, exported] of imported.scope.objects ?? []) {
    if (!isExported(exportedName)) continue;
    const other = fileScope.objects?.get(exportedName);
    if (other) {
      c.error("DuplicateDecl").add(spec, `${exportedName} redeclared in this block`).addOther(other).report();
      continue;
    }
    fileScope.objects ??= new Map();
    fileScope.objects.set(exportedName, exported);
    const dots = c.dotImports.get(fileScope) ?? new Map<string, PkgName>();
    dots.set(exportedName, obj);
    c.dotImports.set(fileScope, dots);
  }
}

function importPackage(c: Checker, spec: ast.ImportSpec, path: string): Package {
  const found = c.options.importPackage(path);
  if (typeof found !== "string") return found;
  c.fail(spec.path, "BrokenImport", `could not import ${path} (${found})`);
  const scope: Scope = { parent: undefined, kind: "package", pos: 0, end: 0, objects: undefined, owner: undefined };
  return {
    path,
    name: path.replace(/\/$/, "").split("/").at(-1) ?? path,
    scope,
    imports: [],
    complete: true,
    isFake: true,
  };
}

/** What is wrong with an import path, if anything. */
export function badImportPath(path: string): string | undefined {
  if (path === "") return "empty string";
  for (const character of Buffer.from(path, "latin1").toString("utf8")) {
    if (/[\s!"#$%&'()*,:;<=>?[\\\]^{|}`\ufffd]/u.test(character) || !/[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(character)) {
      return `invalid character ${unicodeName(character.codePointAt(0)!)}`;
    }
  }
  return undefined;
}

export function unusedImports(c: Checker): void {
  for (const obj of c.imports) {
    if (obj.name === "_" || obj.used) continue;
    const { path } = obj.imported;
    const last = path.slice(path.lastIndexOf("/") + 1);
    const plain = obj.name === "" || obj.name === "." || obj.name === last;
    const message = plain ? `"${path}" imported and not used` : `"${path}" imported as ${obj.name} and not used`;
    c.fail(obj.pos, "UnusedImport", message);
  }
}

// ---------------------------------------------------------------- functions and methods

function declareFunc(c: Checker, decl: ast.FuncDecl, fileScope: Scope): MethodInfo | undefined {
  const { pkg } = c;
  const name = decl.name.name;
  const obj = c.newFunc(decl.name.pos, name, unset, decl);
  let method: MethodInfo | undefined;
  if (!decl.recv) {
    if (name === "init" || (name === "main" && pkg.name === "main")) {
      const code = name === "init" ? "InvalidInitDecl" : "InvalidMainDecl";
      if (decl.type.typeParams.length > 0)
        c.fail(decl.type.typeParams[0], code, `func ${name} must have no type parameters`);
      if (decl.type.params.length > 0 || decl.type.results.length > 0) {
        c.fail(decl.name, code, `func ${name} must have no arguments and no return values`);
      }
    }
    // spec: "Multiple such functions may be defined per package ... the init identifier itself can not be referred to".
    if (name === "init") {
      obj.parent = pkg.scope;
      c.info.defs.set(decl.name, obj);
      c.info.initFuncs.push(decl);
      if (!decl.body) c.fail(obj, "MissingInitBody", "func init must have a body");
    } else {
      c.declare(pkg.scope, decl.name, obj);
    }
  } else {
    const { isPointer, base } = unpackReceiver(decl.recv[0].type);
    if (base.kind === "Ident" && name !== "_") {
      method = { method: obj, isPointer, receiver: base };
      obj.hasPtrRecv = isPointer;
    }
    c.info.defs.set(decl.name, obj);
  }
  addObject(c, obj, declInfo(fileScope, { funcDecl: decl }));
  obj.resolve = () => objDecl(c, obj);
  return method;
}

/** *T[P, Q] -> T, with its type parameter names. */
export function unpackReceiver(type: ast.Expr): { isPointer: boolean; base: ast.Expr; params: readonly ast.Expr[] } {
  let base = unparen(type);
  let isPointer = false;
  if (base.kind === "StarExpr") {
    isPointer = true;
    base = unparen(base.x);
  }
  if (base.kind === "IndexExpr") return { isPointer, base: base.x, params: base.indices };
  return { isPointer, base, params: [] };
}

/** The type a receiver's name stands for, through aliases. */
function resolveBase(
  c: Checker,
  viaPointer: boolean,
  name: ast.Ident,
): { type: TypeName; isPointer: boolean } | undefined {
  const seen = new Set<TypeName>();
  let isPointer = viaPointer;
  let current: ast.Expr = name;
  while (current.kind === "Ident") {
    const obj = c.pkg.scope.objects?.get(current.name);
    if (obj?.kind !== "TypeName" || seen.has(obj)) return undefined;
    const spec = c.objMap.get(obj)?.typeSpec;
    if (!spec) return undefined;
    if (!spec.isAlias) return { type: obj, isPointer };
    if (spec.typeParams.length > 0) return undefined;
    seen.add(obj);
    let type = unparen(spec.type);
    if (type.kind === "StarExpr") {
      if (isPointer) return undefined;
      isPointer = true;
      type = unparen(type.x);
    }
    current = type;
  }
  return undefined;
}
