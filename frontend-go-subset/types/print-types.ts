// What the checker found out about a package's declarations, as text, for --emit=types: the declarations with types, sizes and constant values, the local
// variables of each function with how they are used, and the order of initialization.
//
//   package main
//   type T struct{a int; b string}  size 16 align 8
//     func (T) String() string
//   const n untyped int = 3
//   func main()
//     x int  captured reassigned

import type * as ast from "../syntax/ast.ts";
import { exprString } from "../syntax/expr-string.ts";
import type { SourceSet } from "../syntax/source.ts";
import { valueString } from "./const-string.ts";
import type { CheckedPackage } from "./info.ts";
import { alignOf, sizeOf } from "./sizes.ts";
import { methodsOf, signatureOf } from "./subst.ts";
import { signatureText, type TypeStringOptions, typeString } from "./type-string.ts";
import type { Func, FuncOwner, Obj, Package, Type, Var } from "./types.ts";
import { asNamed, isInterface, underlying } from "./under.ts";

export function printDeclarations(checked: CheckedPackage, sources: SourceSet): string {
  return new TypesPrinter(checked, sources).print();
}

class TypesPrinter {
  private readonly lines: string[] = [];
  private readonly checked: CheckedPackage;
  private readonly sources: SourceSet;
  private readonly options: TypeStringOptions;

  constructor(checked: CheckedPackage, sources: SourceSet) {
    this.checked = checked;
    this.sources = sources;
    this.options = { qualify: (pkg: Package) => (pkg === checked.pkg ? "" : pkg.name) };
  }

  print(): string {
    const { pkg, info } = this.checked;
    this.lines.push(`package ${pkg.name}  path ${pkg.path}`);
    for (const imported of pkg.imports) this.lines.push(`import ${imported.path}`);
    const objects = [...(pkg.scope.objects?.values() ?? [])].sort((a, b) => a.order - b.order);
    const locals = this.localsByFunction();
    for (const obj of objects) this.object(obj, locals);
    for (const decl of info.initFuncs) this.func(decl, "func init()", locals);
    if (info.initOrder.length > 0) {
      this.lines.push("initialization:");
      for (const { lhs, rhs } of info.initOrder)
        this.lines.push(`  ${lhs.map((v) => v.name).join(", ")} = ${exprString(rhs)}`);
    }
    return `${this.lines.join("\n")}\n`;
  }

  private type(t: Type): string {
    return typeString(t, this.options);
  }

  private object(obj: Obj, locals: ReadonlyMap<FuncOwner, Var[]>): void {
    switch (obj.kind) {
      case "Const":
        this.lines.push(`const ${obj.name} ${this.type(obj.type)} = ${valueString(obj.value)}`);
        break;
      case "Var":
        this.lines.push(`var ${obj.name} ${this.type(obj.type)}`);
        break;
      case "Func":
        if (obj.decl) this.func(obj.decl, `func ${obj.name}${signatureText(signatureOf(obj), this.options)}`, locals);
        break;
      case "TypeName":
        this.typeName(obj.name, obj.type, locals);
        break;
    }
  }

  private typeName(name: string, t: Type, locals: ReadonlyMap<FuncOwner, Var[]>): void {
    if (t.kind === "Alias") {
      this.lines.push(`type ${this.type(t)} = ${t.rhs ? this.type(t.rhs) : "?"}`);
      return;
    }
    const named = asNamed(t);
    const isGeneric = named !== undefined && named.typeParams.length > 0;
    const layout = isGeneric || isInterface(t) ? "" : `  size ${sizeOf(t)} align ${alignOf(t)}`;
    this.lines.push(`type ${isGeneric ? this.type(t) : name} ${this.type(underlying(t))}${layout}`);
    for (const m of named ? methodsOf(named) : []) this.method(m, locals);
  }

  private method(m: Func, locals: ReadonlyMap<FuncOwner, Var[]>): void {
    const signature = signatureOf(m);
    const recv = signature.recv ? this.type(signature.recv.type) : "?";
    if (m.decl) this.func(m.decl, `  func (${recv}) ${m.name}${signatureText(signature, this.options)}`, locals);
  }

  /** The heading, then the variables of the body and of function literals in it. */
  private func(decl: ast.FuncDecl, heading: string, locals: ReadonlyMap<FuncOwner, Var[]>): void {
    this.lines.push(heading);
    const indent = heading.startsWith(" ") ? "    " : "  ";
    for (const v of locals.get(decl) ?? []) this.variable(v, indent);
    for (const [owner, vars] of locals) {
      if (owner.kind !== "FuncLit" || owner.pos < decl.pos || owner.end > decl.end) continue;
      const captures = this.checked.info.captures.get(owner) ?? [];
      const note = captures.length > 0 ? `  captures ${captures.map((v) => v.name).join(", ")}` : "";
      this.lines.push(`${indent}func literal ${this.place(owner.pos)}${note}`);
      for (const v of vars) this.variable(v, `${indent}  `);
    }
  }

  private variable(v: Var, indent: string): void {
    const uses = [
      v.isCaptured ? "captured" : "",
      v.isAddressTaken ? "address-taken" : "",
      v.isReassigned ? "reassigned" : "",
    ];
    const note = uses.filter((u) => u !== "").join(" ");
    this.lines.push(`${indent}${v.name} ${this.type(v.type)}${note === "" ? "" : `  ${note}`}`);
  }

  private place(pos: number): string {
    const { line, column } = this.sources.place(pos);
    return `${line}:${column}`;
  }

  private localsByFunction(): Map<FuncOwner, Var[]> {
    const { info } = this.checked;
    const map = new Map<FuncOwner, Var[]>();
    for (const owner of info.signatures.keys()) map.set(owner, []);
    for (const obj of [...info.defs.values(), ...info.implicits.values()]) {
      if (obj?.kind === "Var" && obj.owner && obj.name !== "" && obj.name !== "_") map.get(obj.owner)?.push(obj);
    }
    for (const vars of map.values()) vars.sort((a, b) => a.pos - b.pos);
    return map;
  }
}
