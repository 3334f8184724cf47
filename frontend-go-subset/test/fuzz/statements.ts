// Random statements. Those that change things call functions with effects only on their own, so that no order is left open.

import { arrayIndex, callOf, condition, expression } from "./expressions.ts";
import type { Generator, Variable } from "./generator.ts";
import { type GoType, intLiteral, intType, intTypes, isPlain, sliceOf, stringType } from "./go-types.ts";

export function statements(g: Generator, count: number, depth: number): void {
  for (let i = 0; i < count; i++) statement(g, depth);
}

function statement(g: Generator, depth: number): void {
  const nested = depth > 0 ? 1 : 0;
  const effects = g.isPure ? 0 : 1;
  g.random.weighted<() => void>([
    [6, () => declare(g)],
    [8, () => assign(g)],
    [4 * effects, () => show(g)],
    [3 * nested, () => ifElse(g, depth - 1)],
    [4 * nested, () => loop(g, depth - 1)],
    [2 * nested, () => switchOn(g, depth - 1)],
    [2 * nested, () => typeSwitch(g, depth - 1)],
    [g.loops.length > 0 ? 2 : 0, () => leave(g)],
    [2, () => tuple(g)],
    [3 * effects, () => effectCall(g)],
    [3 * effects * nested, () => closure(g, depth - 1)],
    [2 * effects * nested, () => deferred(g, depth - 1)],
    [2 * effects, () => pointers(g)],
    [2 * effects, () => setter(g)],
    [1 * effects * nested, () => funcValues(g, depth - 1)],
    [1 * nested, () => backwards(g, depth - 1)],
    [3 * effects, () => slices(g)],
    [2 * effects, () => maps(g)],
    [1 * effects * nested, () => channels(g)],
    [1 * effects, () => generics(g)],
    [1 * effects * nested, () => assertion(g)],
    [1 * nested, () => g.block("", () => statements(g, 2, depth - 1))],
  ])();
}

/** var v T = x; v := x */
function declare(g: Generator, type = g.isPure ? g.random.pick(g.types.filter(isPlain)) : g.anyType()): void {
  const value = g.statement(() => expression(g, type, 3));
  const isZero = g.random.chance(0.1);
  const name = g.declare(type);
  g.line(isZero ? `var ${name} ${type.text}` : `var ${name} ${type.text} = ${value}`);
  g.line(`_ = ${name}`);
}

function show(g: Generator): void {
  const type = g.anyType();
  const value = g.statement(() => expression(g, type, 3));
  g.line(`${g.shower(type)}(${value})`);
  if (g.random.chance(0.3)) g.line("rt.Line()");
}

/** A variable or a part of one that can be assigned to. */
function target(g: Generator, wanted?: GoType): { text: string; type: GoType } | undefined {
  const places: { text: string; type: GoType }[] = [];
  const visit = (text: string, type: GoType, depth: number): void => {
    places.push({ text, type });
    if (depth === 0) return;
    if (type.kind === "struct") for (const f of type.fields) visit(`${text}.${f.name}`, f.type, depth - 1);
    if (type.kind === "array") visit(`${text}[${arrayIndex(g, type.length)}]`, type.elem, depth - 1);
  };
  for (const v of g.vars) if (v.writable) visit(v.name, v.type, 2);
  const fitting = wanted ? places.filter((p) => p.type.text === wanted.text) : places;
  return fitting.length === 0 ? undefined : g.random.pick(fitting);
}

function assign(g: Generator): void {
  const place = target(g);
  if (!place) return declare(g);
  const { text, type } = place;
  g.random.weighted<() => void>([
    [4, () => g.line(`${text} = ${g.statement(() => expression(g, type, 3))}`)],
    [
      type.kind === "int" ? 5 : 0,
      () => {
        const op = g.random.pick(["+", "-", "*", "&", "|", "^", "&^"]);
        g.line(`${text} ${op}= ${g.statement(() => expression(g, type, 2))}`);
      },
    ],
    [type.kind === "int" ? 2 : 0, () => g.line(`${text}${g.random.pick(["++", "--"])}`)],
    [type.kind === "int" ? 2 : 0, () => g.line(`${text} ${g.random.pick(["<<", ">>"])}= ${g.random.below(70)}`)],
    [
      type.kind === "float" ? 3 : 0,
      () => g.line(`${text} ${g.random.pick(["+", "-", "*", "/"])}= ${expression(g, type, 2)}`),
    ],
    [type.kind === "string" ? 2 : 0, () => g.line(`${text} = rt.Short(${text} + ${expression(g, type, 2)})`)],
  ])();
}

function ifElse(g: Generator, depth: number): void {
  const cond = g.statement(() => condition(g, 2));
  g.block(`if ${cond}`, () => statements(g, g.random.between(1, 3), depth), g.random.chance(0.5) ? "} else {" : "}");
  if (!endsOpen(g)) return;
  g.block("", () => statements(g, g.random.between(1, 2), depth));
}

/** The last line was "} else {": turned into a block of its own. */
function endsOpen(g: Generator): boolean {
  return g.reopen("} else {", "} else");
}

function loop(g: Generator, depth: number): void {
  const label = g.name("L");
  const i = g.name("i");
  const n = g.random.between(1, 6);
  const body = (vars: readonly Variable[]) => (): void => {
    g.line("rt.Step()");
    for (const v of vars) {
      g.vars.push(v);
      g.line(`_ = ${v.name}`);
    }
    g.loops.push(label);
    statements(g, g.random.between(1, 3), depth);
    // Every label has a use.
    g.line(`if ${condition(g, 1)} { continue ${label} }`);
    g.loops.pop();
  };
  const index: Variable = { name: i, type: intType, writable: false };
  const lists = g.vars.filter((v) => v.type.kind === "slice" || v.type.kind === "array");
  g.line(`${label}:`);
  g.random.weighted<() => void>([
    [4, () => g.block(`for ${i} := 0; ${i} < ${n}; ${i}++`, body([index]))],
    [2, () => g.block(`for ${i} := range ${n}`, body([{ ...index, writable: true }]))],
    [2, () => g.block(`for ${i} := range rt.Count(${n})`, body([index]))],
    [1, () => g.block(`for ${i} := ${n}; ${i} > 0; ${i} -= 2`, body([index]))],
    [
      lists.length > 0 ? 4 : 0,
      () => {
        const list = g.random.pick(lists);
        const elem = g.name("e");
        const type = (list.type as Extract<GoType, { kind: "slice" }>).elem;
        g.block(`for ${i}, ${elem} := range ${list.name}`, body([index, { name: elem, type, writable: true }]));
      },
    ],
    [
      1,
      () => {
        const c = g.name("c");
        g.block(
          `for ${i}, ${c} := range ${expression(g, stringType, 1)}`,
          body([index, { name: c, type: { ...intTypes[3], text: "rune" }, writable: true }]),
        );
      },
    ],
  ])();
}

function leave(g: Generator): void {
  const label = g.random.pick(g.loops);
  g.block(`if ${condition(g, 1)}`, () => g.line(`${g.random.pick(["break", "continue"])} ${label}`));
}

function switchOn(g: Generator, depth: number): void {
  const type = g.random.pick(intTypes);
  const values = [...new Set(Array.from({ length: g.random.between(1, 4) }, () => intLiteral(g.random, type)))];
  const tag = g.statement(() => expression(g, type, 2));
  g.block(`switch ${tag}`, () => {
    values.forEach((value, i) => {
      g.line(`case ${value}:`);
      g.block("", () => statements(g, g.random.between(1, 2), depth));
      if (i < values.length - 1 && g.random.chance(0.2)) g.line("fallthrough");
    });
    g.line("default:");
    g.block("", () => statements(g, 1, depth));
  });
}

function typeSwitch(g: Generator, depth: number): void {
  const found = g.vars.filter((v) => v.type.kind === "interface");
  if (found.length === 0) return assign(g);
  const v = g.random.pick(found);
  const { members } = v.type as Extract<GoType, { kind: "interface" }>;
  const x = g.name("x");
  g.block(`switch ${x} := ${v.name}.(type)`, () => {
    for (const m of members.filter(() => g.random.chance(0.6))) {
      g.line(`case ${m.text}:`);
      g.line(`_ = ${x}`);
      const vars = g.vars;
      g.vars = [...vars, { name: x, type: m, writable: true }];
      statements(g, g.random.between(1, 2), depth);
      g.vars = vars;
    }
    g.line("default:");
    g.line(`_ = ${x}`);
    statements(g, 1, depth);
  });
}

/** a, b = b, a; v, ok := m[k] */
function tuple(g: Generator): void {
  const a = g.vars.filter((v) => v.writable);
  if (a.length === 0) return declare(g);
  const first = g.random.pick(a);
  const b = g.random.pick(a.filter((v) => v.type.text === first.type.text));
  const map = g.vars.find((v) => v.type.kind === "map");
  if (map && g.random.chance(0.3)) {
    const type = map.type as Extract<GoType, { kind: "map" }>;
    const [name, ok] = [g.name("v"), g.name("ok")];
    g.line(`${name}, ${ok} := ${map.name}[${expression(g, type.key, 1)}]`);
    g.line(`_, _ = ${name}, ${ok}`);
    g.declare(type.elem, name);
    g.declare({ kind: "bool", text: "bool" }, ok);
    return;
  }
  g.line(`${first.name}, ${b.name === first.name ? "_" : b.name} = ${expression(g, first.type, 1)}, ${first.name}`);
}

function effectCall(g: Generator): void {
  if (g.effectFuncs.length === 0) return show(g);
  const f = g.random.pick(g.effectFuncs);
  const calls = g.canCall;
  g.canCall = false;
  const call = callOf(g, f, 1);
  g.canCall = calls;
  const name = g.declare(f.result);
  g.line(`${name} := ${call}`);
  g.line(`_ = ${name}`);
}

/** A function literal that shares variables, called a few times. */
function closure(g: Generator, depth: number): void {
  const f = g.name("f");
  const type = g.anyType();
  const [loops, result] = [g.loops, g.result];
  g.loops = [];
  g.block(`${f} := func(n int) ${type.text}`, () => {
    g.declare(intType, "n");
    g.line("rt.Step()");
    statements(g, g.random.between(1, 3), depth);
    g.line(`return ${expression(g, type, 2)}`);
  });
  g.loops = loops;
  g.result = result;
  for (let i = g.random.between(1, 2); i > 0; i--) {
    const name = g.declare(type);
    g.line(`${name} := ${f}(${g.random.below(10)})`);
    g.line(`_ = ${name}`);
  }
}

/** A function that defers, panics perhaps and recovers perhaps, on the spot. */
function deferred(g: Generator, depth: number): void {
  const loops = g.loops;
  g.loops = [];
  g.block(
    "func()",
    () => {
      const recovers = g.random.chance(0.8);
      g.block(
        "defer func()",
        () => {
          if (recovers) g.line("rt.Caught(recover())");
          statements(g, 1, 0);
        },
        "}()",
      );
      statements(g, g.random.between(1, 3), depth);
      if (g.random.chance(0.5)) {
        const value = g.random.pick(['"boom"', expression(g, intType, 1), `"p" + ${expression(g, stringType, 1)}`]);
        g.block(`if ${condition(g, 1)}`, () => g.line(`panic(${value})`));
      }
      if (g.random.chance(0.4)) {
        g.line(`defer ${g.shower(intType)}(${expression(g, intType, 2)})`);
        statements(g, 1, 0);
      }
    },
    "}()",
  );
  g.loops = loops;
}

function pointers(g: Generator): void {
  const found = g.vars.filter((v) => v.type.kind === "pointer" && v.writable);
  if (found.length === 0) return declare(g, g.random.pick(g.types.filter((t) => t.kind === "pointer")));
  const p = g.random.pick(found);
  const { elem } = p.type as Extract<GoType, { kind: "pointer" }>;
  const sources = g.vars.filter((v) => v.writable && v.type.text === elem.text);
  g.random.weighted<() => void>([
    [3, () => g.block(`if ${p.name} != nil`, () => g.line(`*${p.name} = ${expression(g, elem, 2)}`))],
    [1, () => g.line(`*${p.name} = ${plainOf(g, elem)}`)],
    [sources.length > 0 ? 3 : 0, () => g.line(`${p.name} = &${g.random.pick(sources).name}`)],
    [1, () => g.line(`${p.name} = nil`)],
    [
      elem.kind === "struct" ? 2 : 0,
      () => {
        const f = g.random.pick((elem as Extract<GoType, { kind: "struct" }>).fields);
        const value = expression(g, f.type, 2);
        g.block(`if ${p.name} != nil`, () => g.line(`${p.name}.${f.name} = ${value}`));
      },
    ],
  ])();
}

/** A method with a pointer receiver, called, as a value, as an expression, promoted. */
function setter(g: Generator): void {
  const structs = [...g.valueTypes.filter((t) => t.kind === "struct"), ...(g.embedding ? [g.embedding] : [])];
  const found = g.vars.filter((v) => v.writable && structs.some((t) => t.text === v.type.text));
  if (found.length === 0) return declare(g, g.random.pick(structs));
  const v = g.random.pick(found);
  const [name, m] = [g.name("v"), g.name("m")];
  const k = plainOf(g, intType);
  g.random.pick<() => void>([
    () => g.line(`${name} := ${v.name}.Set(${k})`),
    () => {
      g.line(`${m} := ${v.name}.Set`);
      g.line(`${name} := ${m}(${k})`);
    },
    () => g.line(`${name} := (*${v.type.text}).Set(&${v.name}, ${k})`),
    () => {
      g.line(`${m} := ${v.name}.Value`);
      g.line(`${name} := ${m}(${k})`);
    },
  ])();
  g.line(`_ = ${name}`);
  g.declare(intType, name);
}

/** Functions in a slice or a map that share a variable. */
function funcValues(g: Generator, depth: number): void {
  const [fs, n, name] = [g.name("fs"), g.name("n"), g.name("v")];
  const isMap = g.random.chance(0.3);
  g.line(`${n} := ${g.random.below(9)}`);
  g.line(isMap ? `${fs} := map[int]func(int) int{}` : `var ${fs} []func(int) int`);
  const loops = g.loops;
  g.loops = [];
  g.block("for i := range 3", () => {
    g.block(
      isMap ? `${fs}[i] = func(k int) int` : `${fs} = append(${fs}, func(k int) int`,
      () => {
        g.declare(intType, "k");
        g.line("rt.Step()");
        statements(g, 1, depth);
        g.line(`${n} += i`);
        g.line(`return ${n} + ${expression(g, intType, 1)}`);
      },
      isMap ? "}" : "})",
    );
  });
  g.loops = loops;
  g.line(`${name} := ${fs}[${g.random.below(3)}](${plainOf(g, intType)})`);
  g.line(`${name} -= ${fs}[${g.random.below(3)}](${g.random.below(5)})`);
  g.line(`${g.shower(intType)}(${name})`);
}

/** A loop with goto. */
function backwards(g: Generator, depth: number): void {
  const [n, label] = [g.name("n"), g.name("again")];
  g.block("", () => {
    g.line(`${n} := 0`);
    g.line(`${label}:`);
    g.block("", () => {
      g.line("rt.Step()");
      statements(g, g.random.between(1, 2), depth);
    });
    g.line(`${n}++`);
    g.block(`if ${n} < ${g.random.between(1, 4)}`, () => g.line(`goto ${label}`));
  });
}

/** A value made without calls that might panic first. */
function plainOf(g: Generator, type: GoType): string {
  const calls = g.canCall;
  g.canCall = false;
  const text = expression(g, type, 1);
  g.canCall = calls;
  return text;
}

function slices(g: Generator): void {
  const found = g.vars.filter((v) => v.type.kind === "slice" && v.writable);
  if (found.length === 0) return declare(g, sliceOf(intType));
  const s = g.random.pick(found);
  const { elem } = s.type as Extract<GoType, { kind: "slice" }>;
  const others = found.filter((v) => v.type.text === s.type.text);
  const other = g.random.pick(others).name;
  g.random.weighted<() => void>([
    [
      3,
      () => g.block(`if len(${s.name}) < 20`, () => g.line(`${s.name} = append(${s.name}, ${expression(g, elem, 2)})`)),
    ],
    [1, () => g.block(`if len(${other}) < 20`, () => g.line(`${s.name} = append(${s.name}[:0:0], ${other}...)`))],
    [2, () => g.line(`${s.name} = ${other}[${plainOf(g, intType)}:]`)],
    [2, () => g.block(`if len(${s.name}) > 1`, () => g.line(`${s.name} = ${s.name}[1:len(${s.name})-1]`))],
    [1, () => g.line(`${s.name} = ${other}[:${g.random.below(4)}:${g.random.between(3, 6)}]`)],
    [2, () => g.line(`${s.name}[${g.random.below(4)}] = ${plainOf(g, elem)}`)],
    [
      2,
      () => g.block(`if len(${s.name}) > 0`, () => g.line(`${s.name}[len(${s.name})/2] = ${expression(g, elem, 2)}`)),
    ],
    [1, () => g.line(`${g.shower(intType)}(copy(${s.name}, ${other}))`)],
    [1, () => g.line(`clear(${s.name})`)],
    [
      1,
      () => {
        const name = g.name("v");
        const length = g.random.below(4);
        g.line(`${name} := [${length}]${elem.text}(${s.name})`);
        g.line(`_ = ${name}`);
      },
    ],
  ])();
}

function maps(g: Generator): void {
  const found = g.vars.filter((v) => v.type.kind === "map" && v.writable);
  if (found.length === 0) return declare(g, g.random.pick(g.types.filter((t) => t.kind === "map")));
  const m = g.random.pick(found);
  const { key, elem } = m.type as Extract<GoType, { kind: "map" }>;
  g.random.weighted<() => void>([
    [
      5,
      () =>
        g.block(`if ${m.name} != nil`, () => g.line(`${m.name}[${expression(g, key, 1)}] = ${expression(g, elem, 2)}`)),
    ],
    [1, () => g.line(`${m.name}[${plainOf(g, key)}] = ${plainOf(g, elem)}`)],
    [2, () => g.line(`delete(${m.name}, ${expression(g, key, 1)})`)],
    [1, () => g.line(`clear(${m.name})`)],
    [
      3,
      () => {
        // The order is free: only a sum is looked at.
        const [n, k] = [g.name("n"), g.name("k")];
        g.line(`${n} := 0`);
        const what = key.kind === "string" ? `len(${k})` : `int(${k})`;
        g.block(`for ${k} := range ${m.name}`, () => g.line(`${n} += ${what}`));
        g.declare(intType, n);
      },
    ],
  ])();
}

/** Goroutines whose order is fixed by channels. */
function channels(g: Generator): void {
  const type = g.random.pick(g.types.filter(isPlain));
  const [c, done, sum] = [g.name("c"), g.name("done"), g.name("v")];
  const n = g.random.between(1, 5);
  const value = plainOf(g, type);
  const size = g.random.pick(["", ", 1", ", 3"]);
  g.line(`${c}, ${done} := make(chan ${type.text}${size}), make(chan int)`);
  g.random.pick<() => void>([
    () => {
      g.block(
        "go func()",
        () => {
          g.block(`for range ${n}`, () => g.line(`${c} <- ${value}`));
          g.line(`close(${c})`);
        },
        "}()",
      );
      g.line(`close(${done})`);
      g.line(`var ${sum} ${type.text}`);
      g.block(`for x := range ${c}`, () => {
        g.line(`${sum} = x`);
        g.line(`${g.shower(type)}(x)`);
      });
    },
    () => {
      g.block(
        "go func()",
        () => {
          g.line(`n := 0`);
          g.block(`for range ${c}`, () => g.line("n++"));
          g.line(`${done} <- n`);
        },
        "}()",
      );
      g.line(`${sum} := ${value}`);
      g.block(`for range ${n}`, () => g.line(`${c} <- ${sum}`));
      g.line(`close(${c})`);
      g.line(`${g.shower(intType)}(<-${done})`);
    },
    () => {
      g.line(`go func() { ${c} <- ${value}; close(${done}) }()`);
      g.line(`${sum} := ${value}`);
      g.block("for range 1", () => {
        g.block("select", () => {
          g.line(`case x, ok := <-${c}:`);
          g.line(`${sum} = x`);
          g.line("rt.Bool(ok)");
          g.line(`case <-chan ${type.text}(nil):`);
          g.line("rt.Int(1)");
        });
      });
      const open = g.name("open");
      g.line(`_, ${open} := <-${done}`);
      g.line(`rt.Bool(${open})`);
    },
  ])();
  g.line(`_ = ${sum}`);
}

function generics(g: Generator): void {
  const type = g.anyType();
  const s = g.name("s");
  g.line(`var ${s} rt.Stack[${type.text}]`);
  for (let i = g.random.between(1, 3); i > 0; i--) g.line(`${s}.Push(${expression(g, type, 2)})`);
  const [v, ok] = [g.name("v"), g.name("ok")];
  g.line(`${v}, ${ok} := ${s}.Pop()`);
  g.line(`rt.Bool(${ok})`);
  g.line(`_ = ${v}`);
  g.declare(type, v);
}

/** v.(T), with and without ok. */
function assertion(g: Generator): void {
  const found = g.vars.filter((v) => v.type.kind === "interface");
  if (found.length === 0) return show(g);
  const x = g.random.pick(found);
  const type = g.random.pick((x.type as Extract<GoType, { kind: "interface" }>).members);
  const name = g.name("v");
  if (g.random.chance(0.4)) {
    g.line(`${name} := ${x.name}.(${type.text})`);
  } else {
    const ok = g.name("ok");
    g.line(`${name}, ${ok} := ${x.name}.(${type.text})`);
    g.line(`rt.Bool(${ok})`);
  }
  g.line(`_ = ${name}`);
  g.declare(type, name);
}
