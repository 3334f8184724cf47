// Random expressions of a wanted type. Two rules keep programs defined: an expression changes nothing (the functions it calls are
// pure), and at most one operation of a statement may panic, in a statement without calls, because Go leaves the order open.

import type { Generator, Variable } from "./generator.ts";
import {
  floatLiteral,
  type GoType,
  type IntType,
  intLiteral,
  intType,
  intTypes,
  isComparable,
  stringLiteral,
} from "./go-types.ts";

/** A constant of a basic type, as an operand beside something that is no constant. */
function literal(g: Generator, type: GoType): string {
  switch (type.kind) {
    case "int":
      return `${type.text}(${intLiteral(g.random, type)})`;
    case "float":
      return `${type.text}(${floatLiteral(g.random)})`;
    case "complex":
      return `${type.text}(complex(${g.random.below(9)}, ${g.random.below(100) / 8}))`;
    case "string":
      return `${type.text}(${stringLiteral(g.random)})`;
    case "bool":
      return `${type.text}(${g.random.pick(["true", "false"])})`;
    default:
      return expression(g, type, 0);
  }
}

/** A random expression of the type; never a constant. */
export function expression(g: Generator, type: GoType, depth: number): string {
  const readable = reads(g, type);
  if (depth <= 0) return readable.length > 0 && g.random.chance(0.8) ? g.random.pick(readable)() : fresh(g, type, 0);
  const pure = g.canCall ? g.pureFuncs.filter((f) => f.result.text === type.text) : [];
  return g.random.weighted<() => string>([
    [readable.length > 0 ? 5 : 0, () => g.random.pick(readable)()],
    [2, () => fresh(g, type, depth - 1)],
    [8, () => compute(g, type, depth - 1)],
    [pure.length > 0 ? 3 : 0, () => callOf(g, g.random.pick(pure), depth - 1)],
    [
      1,
      () => `rt.Pick(${condition(g, depth - 1)}, ${expression(g, type, depth - 1)}, ${expression(g, type, depth - 1)})`,
    ],
    [g.canCall ? 1 : 0, () => `func() ${type.text} { return ${expression(g, type, depth - 1)} }()`],
  ])();
}

export function callOf(g: Generator, f: { name: string; params: readonly GoType[] }, depth: number): string {
  return `${f.name}(${f.params.map((p) => expression(g, p, depth)).join(", ")})`;
}

export const condition = (g: Generator, depth: number): string =>
  expression(g, { kind: "bool", text: "bool" }, Math.max(depth, 1));

/** Variables of the type, and parts of variables that have it. */
function reads(g: Generator, type: GoType): (() => string)[] {
  const found: (() => string)[] = [];
  const visit = (text: () => string, t: GoType, depth: number): void => {
    if (t.text === type.text) found.push(text);
    if (depth === 0) return;
    if (t.kind === "struct") for (const f of t.fields) visit(() => `${text()}.${f.name}`, f.type, depth - 1);
    else if (t.kind === "array") visit(() => `${text()}[${arrayIndex(g, t.length)}]`, t.elem, depth - 1);
    else if (t.kind === "map" && t.elem.text === type.text) found.push(() => `${text()}[${expression(g, t.key, 0)}]`);
    else if (t.kind === "slice" && t.elem.text === type.text) {
      found.push(() => `rt.At(${text()}, uint64(${expression(g, intType, 0)}))`);
      if (g.mayPanic) {
        found.push(() => {
          if (!g.spendPanic()) return `rt.At(${text()}, 0)`;
          return `${text()}[${expression(g, intType, 0)}]`;
        });
      }
    }
  };
  for (const v of g.vars) visit(() => v.name, v.type, 2);
  return found;
}

export function arrayIndex(g: Generator, length: number): string {
  if (g.random.chance(0.4)) return String(g.random.below(length));
  return `uint(${expression(g, intType, 0)})%${length}`;
}

/** A new value. */
function fresh(g: Generator, type: GoType, depth: number): string {
  switch (type.kind) {
    case "array":
      return `${type.text}{${listOf(g, type.elem, type.length, depth)}}`;
    case "slice":
      return `${type.text}{${listOf(g, type.elem, g.random.below(5), depth)}}`;
    case "map": {
      if (!isLiteralKey(type.key)) return `${type.text}{}`;
      const keys = new Set(Array.from({ length: g.random.below(4) }, () => String(g.random.below(100))));
      const entries = [...keys].map(
        (k) => `${type.key.kind === "string" ? `"${k}"` : k}: ${expression(g, type.elem, depth)}`,
      );
      return `${type.text}{${entries.join(", ")}}`;
    }
    case "struct": {
      const isKeyed = g.random.chance(0.5);
      const fields = type.fields.filter(() => !isKeyed || g.random.chance(0.7));
      return `${type.text}{${fields
        .map((f) => (isKeyed ? `${f.name}: ` : "") + expression(g, f.type, depth))
        .join(", ")}}`;
    }
    case "pointer":
      return type.elem.kind === "struct" ? `&${fresh(g, type.elem, depth)}` : `rt.Id(new(${type.elem.text}))`;
    case "interface":
      return `${type.text}(${expression(g, g.random.pick(type.members), depth)})`;
    default:
      return `rt.Id(${literal(g, type)})`;
  }
}

const isLiteralKey = (key: GoType): boolean => key.kind === "string" || (key.kind === "int" && key.bits > 7);

function listOf(g: Generator, elem: GoType, length: number, depth: number): string {
  return Array.from({ length }, () => expression(g, elem, depth)).join(", ");
}

/** An operation with a result of the type. */
function compute(g: Generator, type: GoType, depth: number): string {
  const x = (t: GoType = type): string => expression(g, t, depth);
  const y = (t: GoType = type): string => (g.random.chance(0.4) ? literal(g, t) : x(t));
  switch (type.kind) {
    case "int":
      return integer(g, type, depth, x, y);
    case "float":
      return g.random.weighted<() => string>([
        [6, () => `(${x()} ${g.random.pick(["+", "-", "*", "/"])} ${x()})`],
        [2, () => `(${x()} ${g.random.pick(["+", "-", "*"])} ${y()})`],
        [1, () => `(-${x()})`],
        [1, () => `${type.text}(${x(g.random.pick(intTypes))})`],
        [
          1,
          () =>
            `${type.text}(${x({ kind: "float", text: type.bits === 64 ? "float32" : "float64", bits: 96 - type.bits })})`,
        ],
        [1, () => `min(${x()}, ${x()})`],
        [1, () => `rt.Sum(${x()}, ${x()}, ${x()})`],
      ])();
    case "complex": {
      const part: GoType =
        type.text === "complex64"
          ? { kind: "float", text: "float32", bits: 32 }
          : { kind: "float", text: "float64", bits: 64 };
      return g.random.weighted<() => string>([
        [4, () => `(${x()} ${g.random.pick(["+", "-", "*", "/"])} ${x()})`],
        [2, () => `complex(${x(part)}, ${x(part)})`],
        [1, () => `(-${x()})`],
      ])();
    }
    case "string":
      return g.random.weighted<() => string>([
        [5, () => `rt.Short(${x()} + ${y()})`],
        [1, () => `string(rune(${x(intTypes[3])}))`],
        [1, () => `string([]byte(${x()}))`],
        [1, () => `string([]rune(${x()}))`],
        [2, () => `rt.Id(${x()})[:0]`],
        [1, () => `${x()}[${0}:]`],
        [1, () => `max(${x()}, ${y()})`],
      ])();
    case "bool":
      return boolean(g, depth, x);
    case "slice":
      return g.random.weighted<() => string>([
        [3, () => `append(${type.text}(nil), ${expression(g, type, 0)}...)`],
        [2, () => `append(${type.text}{}, ${x(type.elem)})`],
        [1, () => `make(${type.text}, ${g.random.below(4)}, ${g.random.between(4, 9)})`],
        [1, () => `rt.Map(${x()}, func(v ${type.elem.text}) ${type.elem.text} { return v })`],
      ])();
    default:
      return fresh(g, type, depth);
  }
}

function integer(
  g: Generator,
  type: IntType,
  depth: number,
  x: (t?: GoType) => string,
  y: (t?: GoType) => string,
): string {
  const t = type.text;
  return g.random.weighted<() => string>([
    [10, () => `(${x()} ${g.random.pick(["+", "-", "*", "&", "|", "^", "&^"])} ${y()})`],
    [2, () => `(${x()} ${g.random.pick(["/", "%"])} (${x()} | 1))`],
    [2, () => `(${x()} ${g.random.pick(["/", "%"])} ${nonZero(intLiteral(g.random, type))})`],
    [g.mayPanic ? 4 : 0, () => (g.spendPanic() ? `(${x()} ${g.random.pick(["/", "%"])} ${x()})` : x())],
    [3, () => `(${x()} ${g.random.pick(["<<", ">>"])} (${x(g.random.pick(unsignedTypes))} % ${type.bits + 9}))`],
    [2, () => `(${x()} ${g.random.pick(["<<", ">>"])} ${g.random.below(type.bits + 2)})`],
    [g.mayPanic ? 1 : 0, () => (g.spendPanic() ? `(${x()} << ${x(intType)})` : x())],
    [2, () => `(${g.random.pick(["-", "^"])}${x()})`],
    [4, () => `${t}(${x(g.random.pick(intTypes))})`],
    [1, () => `${t}(rt.ToInt(float64(${x({ kind: "float", text: "float64", bits: 64 })})))`],
    [1, () => `${t}(len(${x({ kind: "string", text: "string" })}))`],
    [1, () => `${t}(rt.Byte(${x({ kind: "string", text: "string" })}, uint64(${x(intType)})))`],
    [1, () => `${g.random.pick(["min", "max"])}(${x()}, ${y()})`],
    [1, () => `rt.Sum(${x()}, ${x()})`],
    [1, () => counted(g, t) ?? x()],
    [g.canCall && g.valueTypes.length > 0 ? 2 : 0, () => valueCall(g, t, depth)],
  ])();
}

const unsignedTypes = intTypes.filter((t) => !t.signed);
const nonZero = (text: string): string => (text === "0" || text === "-1" ? "3" : text);

/** len or cap of something in scope. */
function counted(g: Generator, t: string): string | undefined {
  const lists: Variable[] = g.vars.filter((v) => v.type.kind === "slice" || v.type.kind === "map");
  return lists.length === 0 ? undefined : `${t}(len(${g.random.pick(lists).name}))`;
}

/** A call of the method that all named types of the program share, direct, through the interface or as an expression. */
function valueCall(g: Generator, t: string, depth: number): string {
  const recv = g.random.pick(g.valueTypes);
  const arg = expression(g, intType, depth);
  return g.random.weighted<() => string>([
    [2, () => `${t}((${expression(g, recv, depth)}).Value(${arg}))`],
    [2, () => `${t}(Valuer(${expression(g, recv, depth)}).Value(${arg}))`],
    [1, () => `${t}(${recv.text}.Value(${expression(g, recv, depth)}, ${arg}))`],
    [1, () => `${t}((${expression(g, recv, depth)}).Value(${arg}))`],
  ])();
}

function boolean(g: Generator, depth: number, x: (t?: GoType) => string): string {
  const ordered: readonly GoType[] = [
    ...intTypes,
    { kind: "float", text: "float64", bits: 64 },
    { kind: "string", text: "string" },
  ];
  return g.random.weighted<() => string>([
    [
      6,
      () => {
        const t = g.random.pick(ordered);
        return `(${x(t)} ${g.random.pick(["<", "<=", ">", ">=", "==", "!="])} ${g.random.chance(0.4) ? literal(g, t) : x(t)})`;
      },
    ],
    [g.canCall || !g.mayPanic ? 3 : 0, () => `(${x()} ${g.random.pick(["&&", "||"])} ${x()})`],
    [2, () => `!${x()}`],
    [
      2,
      () => {
        const comparable = g.vars.filter((v) => isComparable(v.type));
        if (comparable.length === 0) return x();
        const v = g.random.pick(comparable);
        const other = expression(g, v.type, depth);
        return `(${v.name} ${g.random.pick(["==", "!="])} (${other}))`;
      },
    ],
  ])();
}
