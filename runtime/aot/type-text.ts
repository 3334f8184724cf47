// Function types as messages show them.

import type { FuncType, ValType } from "../../wasmfx-backend/index.ts";

const valueText = (type: ValType): string =>
  typeof type === "string" ? type : `(ref ${type.nullable ? "null " : ""}${type.heap})`;

/** `(i32 i64) -> (f64)`. */
export const typeText = ({ params, results }: Pick<FuncType, "params" | "results">): string =>
  `(${params.map(valueText).join(" ")}) -> (${results.map(valueText).join(" ")})`;
