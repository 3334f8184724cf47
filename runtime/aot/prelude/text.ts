// Small helpers for writing LLVM IR text. The prelude holds what llvm-bindings cannot say: attributes, alignments,
// volatile, intrinsics with odd types. Everything in it is `alwaysinline`, so it costs nothing once optimised.

/** The attribute groups that prelude text may name. */
export const attributeGroups = `
attributes #0 = { alwaysinline nounwind }
attributes #1 = { alwaysinline }
attributes #2 = { cold noreturn nounwind nomerge }
attributes #3 = { alwaysinline nounwind readnone }
`;

export const inline = "#0";
export const inlineThrowing = "#1";
export const coldNoReturn = "#2";
export const inlinePure = "#3";

/** The name of the prelude function that does the wasm instruction `op`. */
export const preludeName = (op: string): string => `wasm.${op}`;

/** A floating-point constant in LLVM's exact form: the bits of a double, also for `float` (which must hold it exactly). */
export function floatConstant(value: number): string {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  return `0x${bits.getBigUint64(0).toString(16).toUpperCase().padStart(16, "0")}`;
}

/** `define internal RET @wasm.OP(PARAMS) ATTR { BODY }`. Parameters are named %a, %b, %c. */
export function define(
  op: string,
  result: string,
  params: readonly string[],
  body: string,
  attributes = inline,
): string {
  const names = ["%a", "%b", "%c", "%d", "%e"];
  const list = params.map((type, i) => `${type} ${names[i]}`).join(", ");
  return `define internal ${result} @${preludeName(op)}(${list}) ${attributes} {\n${body.trim()}\n}\n`;
}
