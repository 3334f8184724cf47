// Types in Go's notation, as gc shows them in messages.

import { quoteGo } from "./const-string.ts";
import type { Package, Signature, Struct, Tuple, Type, TypeName, TypeParam } from "./types.ts";
import { anyInterface, comparableType, universe } from "./universe.ts";

export interface TypeStringOptions {
  /** How to show a package before a name; "" for none. Default: its path. */
  readonly qualify?: (pkg: Package) => string;
  /** Parameter names too (default). */
  readonly paramNames?: boolean;
  /** Numbers behind type parameters, to tell apart those of one name. */
  readonly subscripts?: boolean;
  /** Where a type parameter is declared, to tell it apart from a predeclared type of its name. */
  readonly placeOf?: (pos: number) => string;
}

export function typeString(t: Type, options: TypeStringOptions = {}): string {
  return new TypeWriter(options).type(t);
}

/** "(x int) string", without "func". */
export function signatureText(t: Signature, options: TypeStringOptions = {}): string {
  return new TypeWriter(options).signature(t);
}

class TypeWriter {
  private readonly open = new Set<Type>();
  private readonly options: TypeStringOptions;

  constructor(options: TypeStringOptions) {
    this.options = options;
  }

  type(t: Type): string {
    if (this.open.has(t)) return `<cycle to ${t.kind}>`;
    this.open.add(t);
    const text = this.plain(t);
    this.open.delete(t);
    return text;
  }

  private plain(t: Type): string {
    switch (t.kind) {
      case "Basic":
        return t.name;
      case "Named":
      case "Alias": {
        const name = this.typeName(t.obj);
        if (t.typeArgs.length > 0) return `${name}[${t.typeArgs.map((a) => this.type(a)).join(", ")}]`;
        return t.typeParams.length > 0 ? name + this.typeParams(t.typeParams) : name;
      }
      case "TypeParam":
        return this.typeParam(t);
      case "Pointer":
        return `*${this.type(t.elem)}`;
      case "Slice":
        return `[]${this.type(t.elem)}`;
      case "Array":
        return `[${t.length}]${this.type(t.elem)}`;
      case "Map":
        return `map[${this.type(t.key)}]${this.type(t.elem)}`;
      case "Chan": {
        const elem = this.type(t.elem);
        if (t.dir === "send") return `chan<- ${elem}`;
        if (t.dir === "recv") return `<-chan ${elem}`;
        return t.elem.kind === "Chan" && t.elem.dir === "recv" ? `chan (${elem})` : `chan ${elem}`;
      }
      case "Struct":
        return this.struct(t);
      case "Tuple":
        return this.tuple(t, false);
      case "Signature":
        return `func${this.signature(t)}`;
      case "Union":
        return t.terms.map((term) => `${term.tilde ? "~" : ""}${this.type(term.type)}`).join(" | ");
      case "Interface": {
        if (t === anyInterface) return "any";
        if (t === comparableType.under) return "interface{comparable}";
        if (t.implicit && t.methods.length === 0 && t.embeddeds.length === 1) return this.type(t.embeddeds[0]);
        const parts = t.methods.map((m) => m.name + (m.type.kind === "Signature" ? this.signature(m.type) : ""));
        parts.push(...t.embeddeds.map((e) => this.type(e)));
        return `${t.implicit ? "/* implicit */ " : ""}interface{${parts.join("; ")}}`;
      }
    }
  }

  private struct(t: Struct): string {
    const fields = t.fields.map((f, i) => {
      const tag = t.tags[i] ? ` ${quoteGo(t.tags[i])}` : "";
      return `${f.isEmbedded ? "" : `${f.name} `}${this.type(f.type)}${tag}`;
    });
    return `struct{${fields.join("; ")}}`;
  }

  private typeParam(t: TypeParam): string {
    const subscript = this.options.subscripts
      ? [...String(t.id)].map((d) => String.fromCharCode(0x2080 + Number(d))).join("")
      : "";
    const place =
      universe.objects!.has(t.obj.name) && this.options.placeOf
        ? ` /* with ${t.obj.name} declared at ${this.options.placeOf(t.obj.pos)} */`
        : "";
    return t.obj.name + subscript + place;
  }

  typeParams(list: readonly TypeParam[]): string {
    let text = "";
    list.forEach((p, i) => {
      const previous = list[i - 1]?.bound;
      if (previous) text += `${p.bound !== previous ? ` ${this.type(previous)}` : ""}, `;
      text += this.type(p);
    });
    return `[${text} ${this.type(list[list.length - 1].bound)}]`;
  }

  private typeName(o: TypeName): string {
    if (!o.pkg) return o.name;
    const prefix = this.options.qualify ? this.options.qualify(o.pkg) : o.pkg.path;
    return prefix === "" ? o.name : `${prefix}.${o.name}`;
  }

  private tuple(t: Tuple, variadic: boolean): string {
    const parts = t.vars.map((v, i) => {
      const name = v.name !== "" && this.options.paramNames !== false ? `${v.name} ` : "";
      if (!variadic || i < t.vars.length - 1) return name + this.type(v.type);
      return v.type.kind === "Slice" ? `${name}...${this.type(v.type.elem)}` : `${name}${this.type(v.type)}...`;
    });
    return `(${parts.join(", ")})`;
  }

  signature(t: Signature): string {
    const head = (t.typeParams.length > 0 ? this.typeParams(t.typeParams) : "") + this.tuple(t.params, t.variadic);
    const results = t.results.vars;
    if (results.length === 0) return head;
    if (results.length === 1 && (results[0].name === "" || this.options.paramNames === false)) {
      return `${head} ${this.type(results[0].type)}`;
    }
    return `${head} ${this.tuple(t.results, false)}`;
  }
}
