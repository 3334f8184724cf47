// //go:linkname ties a function without a body, or a variable without a value, to one in another package.
//
//   //go:linkname now runtime.nanotime        pull: `func now() int64` here is runtime.nanotime
//   //go:linkname limit b.limit             the same for `var limit int`
//   //go:linkname sync_wait sync.wait         push: sync's `func wait()` has the body of sync_wait here

import type { CheckedPackage } from "../types/info.ts";
import type { Func, Var } from "../types/types.ts";

export class Linknames {
  private readonly pulledVars = new Map<Var, string>();
  private readonly pulls = new Map<Func, string>();
  /** "path.name" of a function without body -> the function that has one. */
  private readonly pushes = new Map<string, Func>();
  private readonly byPath = new Map<string, CheckedPackage>();

  constructor(packages: readonly CheckedPackage[]) {
    for (const p of packages) this.byPath.set(p.pkg.path, p);
    for (const p of packages) {
      for (const file of p.files) {
        for (const pragma of file.pragmas) {
          const [verb, here, there] = pragma.text.trim().split(/\s+/);
          if (verb !== "go:linkname" || !here || !there) continue;
          const obj = p.pkg.scope.objects?.get(here);
          const isSet = obj && p.info.initOrder.some((init) => init.lhs.some((v) => v === obj));
          if (obj?.kind === "Var" && !isSet) this.pulledVars.set(obj, there);
          if (obj?.kind !== "Func" || !obj.decl) continue;
          if (obj.decl.body) this.pushes.set(there, obj);
          else this.pulls.set(obj, there);
        }
      }
    }
  }

  /** The variable that v stands for: v itself, or one in another package. */
  variable(v: Var): Var {
    const there = this.pulledVars.get(v);
    const obj = there === undefined ? undefined : this.object(there);
    return obj?.kind === "Var" ? obj : v;
  }

  private object(name: string) {
    const at = name.lastIndexOf(".");
    return this.byPath.get(name.slice(0, at))?.pkg.scope.objects?.get(name.slice(at + 1));
  }

  /** The function that a bodiless one stands for; undefined when there is none. */
  resolve(f: Func): Func | undefined {
    const pulled = this.pulls.get(f);
    if (pulled !== undefined) {
      const obj = this.object(pulled);
      if (obj?.kind === "Func" && obj !== f) return obj.decl?.body ? obj : (this.resolve(obj) ?? obj);
      const pushed = this.pushes.get(pulled);
      if (pushed) return pushed;
    }
    return this.pushes.get(`${f.pkg?.path}.${f.name}`);
  }
}
