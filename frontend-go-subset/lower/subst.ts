// Generics by stenciling: a generic function is lowered once for each list of type arguments, with this substitution put
// between the checker's types and the lowering. Nothing behind it ever sees a type parameter.
//
//   func Map[T, U any](s []T, f func(T) U) []U        Map[int,string] = the body with T -> int, U -> string

import { instantiateNamed } from "../types/subst.ts";
import type { Interface, Named, Signature, Tuple, Type, TypeParam, Var } from "../types/types.ts";
import { nextTypeId } from "../types/universe.ts";
import { implicitArgs, isLocalType, typeKey } from "./type-key.ts";

const localClones = new Map<string, Named>();

export class Subst {
  private readonly cache = new Map<Type, Type>();
  private readonly map: ReadonlyMap<TypeParam, Type>;
  /** Identifies the instance; "" when nothing is substituted. */
  readonly key: string;

  constructor(params: readonly TypeParam[], args: readonly Type[]) {
    this.map = new Map(params.map((p, i) => [p, args[i]]));
    this.key = args.map(typeKey).join(",");
  }

  static readonly none = new Subst([], []);

  apply(type: Type): Type {
    if (this.map.size === 0) return type;
    let result = this.cache.get(type);
    if (!result) {
      result = this.compute(type);
      this.cache.set(type, result);
    }
    return result;
  }

  private compute(type: Type): Type {
    switch (type.kind) {
      case "Basic":
        return type;
      case "TypeParam":
        return this.map.get(type) ?? type;
      case "Alias":
        return this.apply(type.rhs!);
      case "Named":
        return this.named(type);
      case "Pointer": {
        const elem = this.apply(type.elem);
        return elem === type.elem ? type : { kind: "Pointer", elem };
      }
      case "Slice": {
        const elem = this.apply(type.elem);
        return elem === type.elem ? type : { kind: "Slice", elem };
      }
      case "Array": {
        const elem = this.apply(type.elem);
        return elem === type.elem ? type : { kind: "Array", length: type.length, elem };
      }
      case "Map": {
        const key = this.apply(type.key);
        const elem = this.apply(type.elem);
        return key === type.key && elem === type.elem ? type : { kind: "Map", key, elem };
      }
      case "Chan": {
        const elem = this.apply(type.elem);
        return elem === type.elem ? type : { kind: "Chan", dir: type.dir, elem };
      }
      case "Struct": {
        const fields = type.fields.map((f) => this.variable(f));
        return fields.every((f, i) => f === type.fields[i]) ? type : { kind: "Struct", fields, tags: type.tags };
      }
      case "Tuple":
        return this.tuple(type);
      case "Signature":
        return this.signature(type);
      case "Interface":
        return this.interface(type);
      case "Union": {
        const terms = type.terms.map((t) => ({ tilde: t.tilde, type: this.apply(t.type) }));
        return { kind: "Union", terms };
      }
    }
  }

  private variable(v: Var): Var {
    const type = this.apply(v.type);
    return type === v.type ? v : { ...v, type };
  }

  private tuple(type: Tuple): Tuple {
    const vars = type.vars.map((v) => this.variable(v));
    return vars.every((v, i) => v === type.vars[i]) ? type : { kind: "Tuple", vars };
  }

  /** The receiver is left alone: an interface's methods have the interface itself there. */
  private signature(type: Signature): Signature {
    const params = this.tuple(type.params);
    const results = this.tuple(type.results);
    if (params === type.params && results === type.results) return type;
    return { ...type, recvTypeParams: [], typeParams: [], params, results };
  }

  /** The signature of a method or function with its receiver's type substituted too. */
  whole(type: Signature): Signature {
    const sig = this.signature(type);
    const recv = type.recv && this.variable(type.recv);
    return recv === sig.recv ? sig : { ...sig, recv };
  }

  private interface(type: Interface): Interface {
    const methods = type.methods.map((m) => {
      const sig = this.apply(m.type);
      return sig === m.type ? m : { ...m, type: sig };
    });
    const embeddeds = type.embeddeds.map((e) => this.apply(e));
    if (methods.every((m, i) => m === type.methods[i]) && embeddeds.every((e, i) => e === type.embeddeds[i]))
      return type;
    return {
      kind: "Interface",
      methods,
      embeddeds,
      embedPos: type.embedPos,
      implicit: type.implicit,
      complete: true,
      typeSet: undefined,
    };
  }

  private named(type: Named): Type {
    // A type declared inside a generic function is another type in each instance of the function.
    const isLocal = isLocalType(type.obj) && !implicitArgs.has(type.origin) && this.mentionsParams(type);
    const origin = isLocal ? this.localClone(type.origin) : type.origin;
    if (type.typeArgs.length === 0) return origin;
    return instantiateNamed(
      origin,
      type.typeArgs.map((t) => this.apply(t)),
    );
  }

  private mentionsParams(type: Named): boolean {
    for (const param of this.map.keys()) if (param.obj.pos < type.obj.pos) return true;
    return false;
  }

  private localClone(type: Named): Named {
    const key = `${type.id}:${this.key}`;
    let clone = localClones.get(key);
    if (!clone) {
      const id = nextTypeId();
      const fresh: Named = { ...type, id, instances: undefined, under: undefined, rhs: undefined };
      (fresh as { origin: Named }).origin = fresh;
      localClones.set(key, fresh);
      implicitArgs.set(fresh, [...this.map.values()]);
      this.cache.set(type, fresh);
      fresh.rhs = type.rhs && this.apply(type.rhs);
      fresh.under = type.under && this.apply(type.under);
      clone = fresh;
    }
    return clone;
  }
}
