import type { LinkOptions } from "../index.ts";
import { checkErrors, linkedBytes, type Texts } from "./helper.ts";

/** An importer "a" and an exporter "b", and what the linker says. No patterns: they fit. */
interface Case {
  readonly title: string;
  readonly a: string;
  readonly b: string;
  readonly errors: readonly RegExp[];
  readonly options?: LinkOptions;
}

const sub = `(type $top (sub (func (result anyref)))) (type $low (sub $top (func (result (ref i31)))))`;

const cases: readonly Case[] = [
  {
    title: "function type",
    a: `(import "b" "f" (func (param i32) (result i64)))`,
    b: `(func (export "f") (param i32))`,
    errors: [
      /^error: module "a" \(a\.wat\) imports function "b" "f" as \(func \(param i32\) \(result i64\)\), but module "b" \(b\.wat\) exports it as \(func \(param i32\)\): the function types differ \[ImportTypeMismatch\]$/m,
    ],
  },
  {
    title: "a declared subtype of a function type will do",
    a: `${sub} (import "b" "f" (func (type $top)))`,
    b: `${sub} (func (export "f") (type $low) (ref.i31 (i32.const 0)))`,
    errors: [],
  },
  {
    title: "a supertype of a function type will not do",
    a: `${sub} (import "b" "f" (func (type $low)))`,
    b: `${sub} (func (export "f") (type $top) (ref.null any))`,
    errors: [
      /as \(sub \$top \(func \(result \(ref i31\)\)\)\), but .* as \(sub \(func \(result anyref\)\)\): the function types differ/,
    ],
  },
  {
    title: "types inside types are printed, with names where there are some",
    a: `(type $pair (struct (field i32) (field (mut f64)))) (import "b" "f" (func (param (ref $pair))))`,
    b: `(func (export "f") (param (ref (exact 0)))) (type (struct (field i64)))`
      .replace("(ref (exact 0))", "(ref null $q)")
      .replace("(type (struct", "(type $q (struct"),
    errors: [/as \(func \(param \(ref \$pair\)\)\), but .* as \(func \(param \(ref null \$q\)\)\)/],
  },
  {
    title: "tag type",
    a: `(import "b" "t" (tag (param i32)))`,
    b: `(tag (export "t") (param i64))`,
    errors: [
      /imports tag "b" "t" as \(tag \(param i32\)\), but module "b" \(b.wat\) exports it as \(tag \(param i64\)\): the tag types differ/,
    ],
  },
  {
    title: "tag type with results",
    a: `(import "b" "t" (tag (param i32) (result i32)))`,
    b: `(tag (export "t") (param i32))`,
    errors: [/the tag types differ/],
  },
  {
    title: "mutable where immutable is wanted",
    a: `(import "b" "g" (global i32))`,
    b: `(global (export "g") (mut i32) (i32.const 0))`,
    errors: [/as \(global i32\), but .* as \(global \(mut i32\)\): the global is mutable/],
  },
  {
    title: "type of a global",
    a: `(import "b" "g" (global i32))`,
    b: `(global (export "g") i64 (i64.const 0))`,
    errors: [/the global types differ/],
  },
  {
    title: "an immutable global of a subtype will do",
    a: `(import "b" "g" (global funcref))`,
    b: `(func $f) (global (export "g") (ref func) (ref.func $f))`,
    errors: [],
  },
  {
    title: "a mutable global of a subtype will not do",
    a: `(import "b" "g" (global (mut funcref)))`,
    b: `(func $f) (global (export "g") (mut (ref func)) (ref.func $f))`,
    errors: [/as \(global \(mut funcref\)\), but .* as \(global \(mut \(ref func\)\)\): the global types differ/],
  },
  {
    title: "minimum of a memory",
    a: `(import "b" "m" (memory 2))`,
    b: `(memory (export "m") 1)`,
    errors: [/as \(memory 2\), but .* as \(memory 1\): the memory starts with 1, less than the 2 needed/],
  },
  {
    title: "maximum of a memory: none",
    a: `(import "b" "m" (memory 1 4))`,
    b: `(memory (export "m") 1)`,
    errors: [/the memory has no maximum, but one of at most 4 is needed/],
  },
  {
    title: "maximum of a memory: too large",
    a: `(import "b" "m" (memory 1 4))`,
    b: `(memory (export "m") 1 8)`,
    errors: [/as \(memory 1 4\), but .* as \(memory 1 8\): the memory may grow to 8, more than the 4 allowed/],
  },
  {
    title: "shared memory",
    a: `(import "b" "m" (memory 1 4))`,
    b: `(memory (export "m") 1 4 shared)`,
    errors: [/as \(memory 1 4 shared\): the memory is shared/],
  },
  {
    title: "64-bit memory",
    a: `(import "b" "m" (memory 1))`,
    b: `(memory (export "m") i64 1)`,
    errors: [/the memory is addressed by i64, not i32/],
  },
  {
    title: "a memory that cannot be raised past its maximum",
    a: `(import "b" "m" (memory 5))`,
    b: `(memory (export "m") 1 4)`,
    options: { raiseLimits: true },
    errors: [/starts with 1, less than the 5 needed/],
  },
  {
    title: "element type of a table",
    a: `(import "b" "t" (table 1 funcref))`,
    b: `(table (export "t") 1 externref)`,
    errors: [/as \(table 1 funcref\), but .* as \(table 1 externref\): the element types differ/],
  },
  {
    title: "limits of a table",
    a: `(import "b" "t" (table 10 funcref))`,
    b: `(table (export "t") 4 funcref)`,
    errors: [/the table starts with 4, less than the 10 needed/],
  },
  {
    title: "kind",
    a: `(import "b" "x" (func))`,
    b: `(global (export "x") i32 (i32.const 0))`,
    errors: [
      /^error: module "a" \(a\.wat\) imports function "b" "x", but module "b" \(b\.wat\) exports a global of that name \[ImportKindMismatch\]$/m,
    ],
  },
  {
    title: "no such export, with the nearest name",
    a: `(import "b" "lenght" (func))`,
    b: `(func (export "length"))`,
    errors: [/but module "b" \(b\.wat\) has no export of that name; did you mean "length"\? \[UndefinedExport\]/],
  },
  {
    title: "no such export, nothing near",
    a: `(import "b" "zzz" (func))`,
    b: `(func (export "length"))`,
    errors: [/has no export of that name \[UndefinedExport\]/],
  },
  {
    title: "no such export is fine when imports may stay open",
    a: `(import "b" "zzz" (func $z)) (func (export "f") (call $z))`,
    b: `(func (export "length"))`,
    options: { allowUndefined: true },
    errors: [],
  },
  {
    title: "several errors at once",
    a: `(import "b" "f" (func (param i32))) (import "b" "g" (global i32)) (import "b" "h" (func))`,
    b: `(func (export "f")) (global (export "g") i64 (i64.const 0))`,
    errors: [/"b" "f"/, /"b" "g"/, /"b" "h"/],
  },
  {
    title: "a loop of imports",
    a: `(import "b" "f" (func)) (export "f" (func 0))`,
    b: `(import "a" "f" (func)) (export "f" (func 0))`,
    errors: [
      /^error: imports of a function form a loop with no definition \[ImportLoop\]\nnote: module "a" \(a\.wat\) imports function "b" "f"\nnote: module "b" \(b\.wat\) imports function "a" "f"\n/m,
    ],
  },
  {
    title: "initial values of globals that need each other",
    a: `(import "b" "g" (global $b i32)) (global $mine (export "g") i32 (global.get $b))`,
    b: `(import "a" "g" (global $a i32)) (global $yours (export "g") i32 (global.get $a))`,
    options: { exportConflict: "skip" },
    errors: [
      /need each other \[GlobalCycle\]\nnote: global mine of module "a" \(a\.wat\)\nnote: global yours of module "b" \(b\.wat\)/,
    ],
  },
  {
    title: "two exports of one name",
    a: `(func (export "f"))`,
    b: `(func (export "f"))`,
    errors: [
      /^error: module "a" \(a\.wat\) and module "b" \(b\.wat\) both export "f" \[ExportConflict\]\nnote: choose with/m,
    ],
  },
  {
    title: "an export to keep that nobody has",
    a: `(func (export "run"))`,
    b: ``,
    options: { keepExports: ["runn"] },
    errors: [/no module exports "runn", which is to be kept; did you mean "run"\?/],
  },
];

describe("linker: errors", () => {
  for (const { title, a, b, errors, options } of cases) {
    it(title, async () => {
      const texts: Texts = { a: `(module ${a})`, b: `(module ${b})` };
      if (errors.length === 0) await linkedBytes(texts, options);
      else await checkErrors(texts, errors, options);
    });
  }
});
