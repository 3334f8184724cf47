// Functions that are wasm instructions: called by name from our library, lowered in place. Most of them also have a body in
// Go, for use as function values.

import type { IrType, Op } from "../../wasmfx-backend/index.ts";
import type * as ast from "../syntax/ast.ts";
import { namedFunc } from "./call.ts";
import { panicTag } from "./defer.ts";
import { exprAs } from "./expr.ts";
import type { FuncLowering, Value } from "./func.ts";
import { asI32, asPtr, type Expr, extendU, i32, i64, local, op, wrap } from "./ir-expr.ts";

type Lower = (f: FuncLowering, args: Expr[]) => Value[];

const plain =
  (name: Op): Lower =>
  (_, args) => [[op(name, ...args)]];
/** Counts come as int. */
const count32 =
  (name: Op): Lower =>
  (_, args) => [[extendU(op(name, args[0]))]];

const setGlobal =
  (name: string): Lower =>
  (f, args) => {
    f.em.emit({ kind: "set_global", name, value: args[0] });
    return [];
  };
const getGlobal =
  (name: string): Lower =>
  (f) => [[f.em.temp("i32", { kind: "global", name })]];

const table: Record<string, Lower> = {
  "math.Sqrt": plain("f64.sqrt"),
  "math.sqrt": plain("f64.sqrt"),
  "math.Floor": plain("f64.floor"),
  "math.Ceil": plain("f64.ceil"),
  "math.Trunc": plain("f64.trunc"),
  "math.RoundToEven": plain("f64.nearest"),
  "math.Abs": plain("f64.abs"),
  "math.Copysign": plain("f64.copysign"),
  "math.Float64bits": plain("i64.reinterpret_f64"),
  "math.Float64frombits": plain("f64.reinterpret_i64"),
  "math.Float32bits": plain("i32.reinterpret_f32"),
  "math.Float32frombits": plain("f32.reinterpret_i32"),
  "math/bits.LeadingZeros64": plain("i64.clz"),
  "math/bits.TrailingZeros64": plain("i64.ctz"),
  "math/bits.OnesCount64": plain("i64.popcnt"),
  "math/bits.LeadingZeros": plain("i64.clz"),
  "math/bits.TrailingZeros": plain("i64.ctz"),
  "math/bits.OnesCount": plain("i64.popcnt"),
  "math/bits.LeadingZeros32": count32("i32.clz"),
  "math/bits.TrailingZeros32": count32("i32.ctz"),
  "math/bits.OnesCount32": count32("i32.popcnt"),
  "math/bits.Len64": (_, [x]) => [[op("i64.sub", i64(64), op("i64.clz", x))]],
  "math/bits.Len": (_, [x]) => [[op("i64.sub", i64(64), op("i64.clz", x))]],
  "math/bits.Len32": (_, [x]) => [[op("i64.sub", i64(32), extendU(op("i32.clz", x)))]],
  "math/bits.RotateLeft64": plain("i64.rotl"),
  "math/bits.RotateLeft": plain("i64.rotl"),
  "math/bits.RotateLeft32": (_, [x, k]) => [[op("i32.rotl", x, wrap(k))]],
  "runtime.ctz32": (_, [x]) => [[op("i32.ctz", x)]],
  "runtime.ctz64": (_, [x]) => [[wrap(op("i64.ctz", x))]],
  "runtime.clz32": (_, [x]) => [[op("i32.clz", x)]],
  "runtime.float64bits": plain("i64.reinterpret_f64"),
  "runtime.float64frombits": plain("f64.reinterpret_i64"),
  "runtime.float32bits": plain("i32.reinterpret_f32"),
  "runtime.popcnt64": (_, [x]) => [[wrap(op("i64.popcnt", x))]],
  "runtime.memmove": (f, [dest, source, length]) => {
    f.beforeWrite(dest, length);
    f.em.emit({ kind: "memory_copy", dest, source, length });
    return [];
  },
  "runtime.memclr": (f, [dest, length]) => {
    f.beforeWrite(dest, length);
    f.em.emit({ kind: "memory_fill", dest, value: i32(0), length });
    return [];
  },
  "runtime.memoryGrow": (f, [pages]) => {
    const dst = f.em.newLocal("i32");
    f.em.emit({ kind: "memory_grow", dst, pages });
    return [[local(dst)]];
  },
  "runtime.throwPanic": (f, [p]) => {
    f.em.end({ kind: "throw", tag: panicTag, args: [p] });
    return [];
  },
  "runtime.trap": (f) => {
    f.em.end({ kind: "unreachable" });
    return [];
  },
  /** pointer <-> uint32 without going through 64 bits. */
  "runtime.address": (_, [p]) => [[asI32(p)]],
  "runtime.pointer": (_, [a]) => [[asPtr(a)]],
  "runtime.getSSP": getGlobal("$ssp"),
  "runtime.getSSL": getGlobal("$ssl"),
  "runtime.getSSB": getGlobal("$ssb"),
  "runtime.setSSP": setGlobal("$ssp"),
  "runtime.setOwner": setGlobal("$g"),
  "runtime.setSSL": setGlobal("$ssl"),
  "runtime.setSSB": setGlobal("$ssb"),
  /** Calls table slot `slot`, a function (ctx, args, results unsafe.Pointer)... of reflection. */
  "runtime.callSlot0": (f, [slot]) => {
    f.em.call({ kind: "table", slot, signature: { params: ["ptr"], results: [] } }, [asPtr(i32(0))], []);
    return [];
  },
  "runtime.callReflect": (f, [call, slot, ctx, args, results]) => {
    const params: IrType[] = ["i32", "ptr", "ptr", "ptr"];
    f.program.types.keepCalls();
    f.em.call({ kind: "table", slot: call, signature: { params, results: [] } }, [slot, ctx, args, results], []);
    return [];
  },
};

/** Names whose presence in the program means that reflection may look any method up. */
const methodReflection = new Set([
  "reflect.Value.Method",
  "reflect.Value.MethodByName",
  "reflect.Value.NumMethod",
  "reflect.(*rtype).Method",
  "reflect.(*rtype).MethodByName",
  "reflect.(*rtype).NumMethod",
]);

export function noteTarget(name: string, f: FuncLowering): void {
  if (methodReflection.has(name)) f.program.types.keepExportedMethods();
  if (name === "reflect.pointerTo") f.program.types.keepPointers();
}

/** The results when fun is an intrinsic; undefined for every other function. */
export function intrinsic(f: FuncLowering, e: ast.CallExpr, fun: ast.Expr): Value[] | undefined {
  const named = namedFunc(f, fun);
  if (!named?.obj.pkg) return undefined;
  const lower = table[`${named.obj.pkg.path}.${named.obj.name}`];
  if (!lower || (named.obj.type.kind === "Signature" && named.obj.type.recv)) return undefined;
  const target = f.program.target(named.obj, named.typeArgs);
  const args = e.args.flatMap((arg, i) => {
    const type = target.sig.params.vars[i].type;
    return [...f.snapshot(type, exprAs(f, arg, type))];
  });
  return lower(f, args);
}
