// Prelude functions for linear memory: strict (volatile) accesses, memory.copy/fill/init with their bounds checks, and
// the address check of memories that no guard region protects.

import { define, inline, preludeName } from "./text.ts";
import { trap } from "./traps.ts";

/** How an access is spelled in IR: the type in memory, the type on the stack, and the cast between them. */
export interface AccessShape {
  readonly memory: string;
  readonly value: string;
  readonly widen?: "sext" | "zext";
}

/** Every scalar load and store. Stores truncate where the types differ. */
export const accessShapes: Readonly<Record<string, AccessShape>> = {
  "i32.load": { memory: "i32", value: "i32" },
  "i64.load": { memory: "i64", value: "i64" },
  "f32.load": { memory: "float", value: "float" },
  "f64.load": { memory: "double", value: "double" },
  "i32.load8_s": { memory: "i8", value: "i32", widen: "sext" },
  "i32.load8_u": { memory: "i8", value: "i32", widen: "zext" },
  "i32.load16_s": { memory: "i16", value: "i32", widen: "sext" },
  "i32.load16_u": { memory: "i16", value: "i32", widen: "zext" },
  "i64.load8_s": { memory: "i8", value: "i64", widen: "sext" },
  "i64.load8_u": { memory: "i8", value: "i64", widen: "zext" },
  "i64.load16_s": { memory: "i16", value: "i64", widen: "sext" },
  "i64.load16_u": { memory: "i16", value: "i64", widen: "zext" },
  "i64.load32_s": { memory: "i32", value: "i64", widen: "sext" },
  "i64.load32_u": { memory: "i32", value: "i64", widen: "zext" },
  "i32.store": { memory: "i32", value: "i32" },
  "i64.store": { memory: "i64", value: "i64" },
  "f32.store": { memory: "float", value: "float" },
  "f64.store": { memory: "double", value: "double" },
  "i32.store8": { memory: "i8", value: "i32" },
  "i32.store16": { memory: "i16", value: "i32" },
  "i64.store8": { memory: "i8", value: "i64" },
  "i64.store16": { memory: "i16", value: "i64" },
  "i64.store32": { memory: "i32", value: "i64" },
};

/** A volatile load that keeps its trap even when nobody uses the value. */
const strictLoad = (op: string, { memory, value, widen }: AccessShape): string =>
  define(
    `strict.${op}`,
    value,
    ["i8*"],
    `
  %p = bitcast i8* %a to ${memory}*
  %m = load volatile ${memory}, ${memory}* %p, align 1
${widen ? `  %r = ${widen} ${memory} %m to ${value}\n  ret ${value} %r` : `  ret ${value} %m`}`,
  );

/** [start, start + length) must lie within `limit` bytes (or elements). The sum cannot wrap: both are checked. */
const rangeCheck = (name: string, trapName: "memoryOutOfBounds" | "tableOutOfBounds"): string => `
define internal void @${preludeName(name)}(i64 %start, i64 %length, i64 %limit) ${inline} {
  %room = sub i64 %limit, %length
  %long = icmp ugt i64 %length, %limit
  %late = icmp ugt i64 %start, %room
  %bad = or i1 %long, %late
  br i1 %bad, label %out, label %in
out:
${trap(trapName)}
in:
  ret void
}
`;

export const memoryPrelude = (): string =>
  [
    ...Object.entries(accessShapes)
      .filter(([op]) => op.includes("load"))
      .map(([op, shape]) => strictLoad(op, shape)),
    rangeCheck("memory.check", "memoryOutOfBounds"),
    rangeCheck("table.check", "tableOutOfBounds"),
    `
declare void @llvm.memmove.p0i8.p0i8.i64(i8*, i8*, i64, i1)
declare void @llvm.memcpy.p0i8.p0i8.i64(i8*, i8*, i64, i1)
declare void @llvm.memset.p0i8.i64(i8*, i8, i64, i1)
`,
    // address, offset and size of one access against the current size; gives the effective address.
    `
define internal i64 @${preludeName("memory.address")}(i64 %address, i64 %offset, i64 %size, i64 %limit) ${inline} {
  %sum = add i64 %address, %offset
  %wrapped = icmp ult i64 %sum, %address
  %end = add i64 %sum, %size
  %wrapped2 = icmp ult i64 %end, %sum
  %late = icmp ugt i64 %end, %limit
  %w = or i1 %wrapped, %wrapped2
  %bad = or i1 %w, %late
  br i1 %bad, label %out, label %in
out:
${trap("memoryOutOfBounds")}
in:
  ret i64 %sum
}
`,
    define(
      "memory.move",
      "void",
      ["i8*", "i8*", "i64"],
      "  call void @llvm.memmove.p0i8.p0i8.i64(i8* %a, i8* %b, i64 %c, i1 false)\n  ret void",
    ),
    define(
      "memory.set",
      "void",
      ["i8*", "i32", "i64"],
      "  %v = trunc i32 %b to i8\n  call void @llvm.memset.p0i8.i64(i8* %a, i8 %v, i64 %c, i1 false)\n  ret void",
    ),
  ].join("");
