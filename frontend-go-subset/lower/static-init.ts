// First values that are known at compile time, written as bytes: constants, functions, and composite literals and addresses of
// such, also inside interfaces. Big tables (unicode, crypto) cost no code this way.

import type * as ast from "../syntax/ast.ts";
import { unparen } from "../syntax/ast.ts";
import { isHeader } from "../types/header.ts";
import type { CheckedPackage } from "../types/info.ts";
import type { Func, Type } from "../types/types.ts";
import { isTypeParam, underlying } from "../types/under.ts";
import { bug } from "./bug.ts";
import { funcLiteral, funcValue } from "./closure.ts";
import { constant } from "./constant-expr.ts";
import { instanceArgs } from "./expr.ts";
import type { FuncLowering, Value } from "./func.ts";
import { hasMethods, makeInterface } from "./interface.ts";
import { i32, ptr } from "./ir-expr.ts";
import { isDirectIface, layoutOf } from "./layout.ts";
import { indexedElements, literalLength, structFields } from "./literal.ts";
import type { Piece } from "./static-data.ts";

/** writeStatic will succeed. */
export function canBeStatic(pkg: CheckedPackage, expression: ast.Expr, type: Type): boolean {
  const e = unparen(expression);
  const tv = pkg.info.types.get(e);
  const under = underlying(type);
  if (tv?.mode === "nil") return true;
  if (under.kind === "Interface") {
    const from = tv?.type;
    if (!from || isTypeParam(from) || underlying(from).kind === "Interface") return false;
    return canBeStatic(pkg, e, from) && (tv.mode === "const" || isDirectIface(from) || e.kind === "CompositeLit");
  }
  if (tv?.mode === "const") return under.kind === "Basic";
  switch (e.kind) {
    case "FuncLit":
      return (pkg.info.captures.get(e) ?? []).length === 0;
    case "Ident":
    case "SelectorExpr":
      return isFunction(pkg, e);
    case "CompositeLit":
      return literalIsStatic(pkg, e, under);
    case "UnaryExpr": {
      if (e.op !== "&") return false;
      const x = unparen(e.x);
      if (x.kind === "CompositeLit") return under.kind === "Pointer" && literalIsStatic(pkg, x, underlying(under.elem));
      return packageVar(pkg, x) !== undefined;
    }
    case "CallExpr": {
      // A conversion that does not change the bytes: T(x) with x a literal of the same shape.
      const to = pkg.info.types.get(e.fun);
      if (to?.mode !== "type" || e.args.length !== 1) return false;
      const from = pkg.info.types.get(e.args[0])?.type;
      if (!from || isTypeParam(from)) return false;
      const [a, b] = [underlying(from).kind, underlying(to.type).kind];
      return a === b && a !== "Basic" && a !== "Interface" && canBeStatic(pkg, e.args[0], from);
    }
    default:
      return false;
  }
}

function isFunction(pkg: CheckedPackage, e: ast.Ident | ast.SelectorExpr): boolean {
  if (e.kind === "SelectorExpr" && pkg.info.selections.has(e)) return false;
  const obj = pkg.info.uses.get(e.kind === "Ident" ? e : e.sel);
  return obj?.kind === "Func";
}

function packageVar(pkg: CheckedPackage, e: ast.Expr) {
  const ident = e.kind === "Ident" ? e : e.kind === "SelectorExpr" && !pkg.info.selections.has(e) ? e.sel : undefined;
  const obj = ident && pkg.info.uses.get(ident);
  return obj?.kind === "Var" && obj.role === "package" ? obj : undefined;
}

function literalIsStatic(pkg: CheckedPackage, e: ast.CompositeLit, under: Type): boolean {
  const element = (x: ast.Expr, type: Type): boolean => {
    const inner = unparen(x);
    if (inner.kind === "CompositeLit" && !inner.type) {
      const t = underlying(type);
      return literalIsStatic(pkg, inner, t.kind === "Pointer" ? underlying(t.elem) : t);
    }
    return canBeStatic(pkg, x, type);
  };
  switch (under.kind) {
    case "Struct":
      if (isHeader(under)) return false;
      return structFields(pkg, e, under).every(({ index, value }) => element(value, under.fields[index].type));
    case "Array":
    case "Slice":
      return indexedElements(pkg, e).every(({ value }) => element(value, under.elem));
    default:
      return false;
  }
}

/** Writes the value of e, of type `type`, at piece + offset. canBeStatic must have said yes. */
export function writeStatic(f: FuncLowering, piece: Piece, offset: number, expression: ast.Expr, type: Type): void {
  const e = unparen(expression);
  const tv = f.info.types.get(e);
  if (tv?.mode === "nil") return;
  const under = f.under(type);
  if (under.kind === "Interface") {
    const from = tv!.type;
    if (e.kind === "CompositeLit" && isDirectIface(from)) {
      const { types } = f.program;
      piece.u32(offset, hasMethods(f, type) ? types.itab(type, from) : types.liveDescriptor(from));
      writeStatic(f, piece, offset + 4, e, from);
      return;
    }
    if (e.kind === "CompositeLit") {
      const size = layoutOf(from).size;
      const content = f.program.data.reserve(Math.max(size, 1), layoutOf(from).align);
      writeStatic(f, content, 0, e, from);
      f.program.addRoot(content.address, from);
      const { types } = f.program;
      writeLeaves(f, piece, offset, type, [
        i32(hasMethods(f, type) ? types.itab(type, from) : types.liveDescriptor(from)),
        ptr(content.address),
      ]);
      return;
    }
    writeLeaves(f, piece, offset, type, makeInterface(f, staticValue(f, e, from), from, type));
    return;
  }
  if (e.kind === "CompositeLit") {
    writeLiteral(f, piece, offset, e, type);
    return;
  }
  if (e.kind === "CallExpr" && tv?.mode !== "const") {
    writeStatic(f, piece, offset, e.args[0], type);
    return;
  }
  writeLeaves(f, piece, offset, type, staticValue(f, e, type));
}

/** A value that is one address or constant. */
function staticValue(f: FuncLowering, e: ast.Expr, type: Type): Value {
  const tv = f.info.types.get(e);
  if (tv?.mode === "const") return constant(f, tv.value!, type);
  switch (e.kind) {
    case "FuncLit":
      return [funcLiteral(f, e)];
    case "Ident":
      return [funcValue(f, f.info.uses.get(e) as Func, instanceArgs(f, e))];
    case "SelectorExpr":
      return [funcValue(f, f.info.uses.get(e.sel) as Func, instanceArgs(f, e.sel))];
    case "UnaryExpr": {
      const x = unparen(e.x);
      const v = packageVar(f.pkg, x);
      if (v) return [ptr(f.program.globalAddress(v))];
      const under = f.under(type);
      if (x.kind === "CompositeLit" && under.kind === "Pointer") return [ptr(literalPiece(f, x, under.elem))];
      return bug("static", "address");
    }
    default:
      return bug("static", e.kind);
  }
}

function literalPiece(f: FuncLowering, e: ast.CompositeLit, type: Type): number {
  const layout = layoutOf(type);
  const piece = f.program.data.reserve(Math.max(layout.size, 1), layout.align);
  f.program.addRoot(piece.address, type);
  writeLiteral(f, piece, 0, e, type);
  return piece.address;
}

function writeLiteral(f: FuncLowering, piece: Piece, offset: number, e: ast.CompositeLit, type: Type): void {
  const under = f.under(type);
  const layout = layoutOf(type);
  switch (under.kind) {
    case "Struct":
      for (const { index, value } of structFields(f, e, under)) {
        const field = under.fields[index];
        if (field.name !== "_") writeElement(f, piece, offset + layout.offsets[index], value, field.type);
      }
      return;
    case "Array": {
      const size = layoutOf(under.elem).size;
      for (const { index, value } of indexedElements(f, e))
        writeElement(f, piece, offset + index * size, value, under.elem);
      return;
    }
    case "Slice": {
      const length = literalLength(f, e);
      const elem = layoutOf(under.elem);
      const content = f.program.data.reserve(Math.max(elem.size * length, 1), elem.align);
      if (elem.hasPointers) f.program.addRootArray(content.address, under.elem, length);
      for (const { index, value } of indexedElements(f, e))
        writeElement(f, content, index * elem.size, value, under.elem);
      piece.u32(offset, content.address);
      piece.u32(offset + 4, length);
      piece.u32(offset + 8, length);
      return;
    }
    default:
      bug("static", `literal of ${under.kind}`);
  }
}

function writeElement(f: FuncLowering, piece: Piece, offset: number, expression: ast.Expr, type: Type): void {
  const e = unparen(expression);
  if (e.kind === "CompositeLit" && !e.type) {
    const under = f.under(type);
    if (under.kind === "Pointer") piece.u32(offset, literalPiece(f, e, under.elem));
    else writeLiteral(f, piece, offset, e, type);
    return;
  }
  writeStatic(f, piece, offset, expression, type);
}

/** Constant leaves as bytes. */
function writeLeaves(f: FuncLowering, piece: Piece, offset: number, type: Type, value: Value): void {
  void f;
  layoutOf(type).leaves.forEach((leaf, i) => {
    const e = value[i];
    if (e.kind !== "const") return bug("static", "leaf is no constant");
    const at = offset + leaf.offset;
    switch (leaf.store) {
      case "i32.store8":
        return piece.u8(at, Number(e.value));
      case "i32.store16":
        return piece.u16(at, Number(e.value));
      case "i64.store":
        return piece.u64(at, BigInt(e.value));
      case "f32.store":
        return piece.f32(at, Number(e.value));
      case "f64.store":
        return piece.f64(at, Number(e.value));
      default:
        return piece.u32(at, Number(e.value));
    }
  });
}
