// The host module that official scripts import from: fixed sizes and values, print functions that do nothing.

import { decode, type Module, parseWat } from "../../wasmfx-backend/index.ts";

const text = `(module $spectest
  (func (export "print"))
  (func (export "print_i32") (param i32))
  (func (export "print_i64") (param i64))
  (func (export "print_f32") (param f32))
  (func (export "print_f64") (param f64))
  (func (export "print_i32_f32") (param i32 f32))
  (func (export "print_f64_f64") (param f64 f64))
  (global (export "global_i32") i32 (i32.const 666))
  (global (export "global_i64") i64 (i64.const 666))
  (global (export "global_f32") f32 (f32.const 666.6))
  (global (export "global_f64") f64 (f64.const 666.6))
  (table (export "table") 10 20 funcref)
  (table (export "table64") i64 10 20 funcref)
  (memory (export "memory") 1 2))`;

let made: Promise<Module> | undefined;

export function spectestModule(): Promise<Module> {
  made ??= parseWat(text, "spectest.wat").then(({ bytes }) => decode(bytes!, "spectest.wat").module!);
  return made;
}
