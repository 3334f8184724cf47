// Small random changes to real programs: other constants, other operators of the same kind, other names, a line less or twice.
// What comes out is often wrong: then both compilers must say so.

import type { Random } from "./random.ts";

const tokens =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|`[^`]*`|'(?:\\.|[^'\\\n])+'|[\p{L}_][\p{L}\p{N}_]*|\d[\w.]*|&\^=|<<=|>>=|\.\.\.|&\^|<<|>>|<-|[-+*/%&|^<>=!:]=|&&|\|\||\+\+|--|\s+|[^\s]/gu;

const kinds: readonly (readonly string[])[] = [
  ["+", "-", "*", "/", "%", "&", "|", "^", "&^"],
  ["<<", ">>"],
  ["==", "!=", "<", "<=", ">", ">="],
  ["&&", "||"],
  ["+=", "-=", "*=", "/=", "|=", "&=", "^="],
  ["++", "--"],
  ["break", "continue"],
  ["int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "byte", "rune"],
  ["float64", "float32"],
  ["true", "false"],
  ["string", "[]byte", "any"],
  ["=", ":="],
];

const constants = [
  "0",
  "1",
  "2",
  "3",
  "7",
  "10",
  "63",
  "64",
  "100",
  "127",
  "128",
  "255",
  "256",
  "1000",
  "65536",
  "1<<31",
  "1<<62",
];

/** The program with one to three changes. */
export function mutate(random: Random, source: string): string {
  let text = source;
  for (let i = random.between(1, 3); i > 0; i--) text = change(random, text);
  return text;
}

function change(random: Random, source: string): string {
  if (random.chance(0.15)) return changeLine(random, source);
  const list = source.match(tokens) ?? [];
  const start = list.findIndex((t) => t === "func" || t === "type" || t === "var" || t === "const");
  const names = [...new Set(list.slice(start).filter((t) => /^[\p{L}_]/u.test(t)))];
  for (let attempts = 0; attempts < 100; attempts++) {
    const at = random.between(Math.max(start, 0), list.length - 1);
    const token = list[at];
    const kind = kinds.find((k) => k.includes(token));
    if (kind) list[at] = random.pick(kind);
    else if (/^\d/.test(token)) list[at] = random.pick(constants);
    else if (/^[\p{L}_]/u.test(token) && random.chance(0.15)) list[at] = random.pick(names);
    else continue;
    if (list[at] !== token) break;
  }
  return list.join("");
}

/** Drops, repeats or swaps lines of statements. */
function changeLine(random: Random, source: string): string {
  const lines = source.split("\n");
  const simple = lines.flatMap((line, i) => (/^\t+\w.*[^{(,]$/.test(line) ? [i] : []));
  if (simple.length === 0) return source;
  const at = random.pick(simple);
  random.pick<() => void>([
    () => lines.splice(at, 1),
    () => lines.splice(at, 0, lines[at]),
    () => {
      [lines[at], lines[at + 1]] = [lines[at + 1], lines[at]];
    },
  ])();
  return lines.join("\n");
}
