// A module of a script -> the module model, or why it is none: malformed (it cannot be read) and invalid (it can, but
// breaks a rule) are different answers, and a script asserts one of them.

import { type Diagnostic, hasErrors } from "../../diagnostics/index.ts";
import { decode, type Module, parseWat, validate, type WastModule } from "../../wasmfx-backend/index.ts";

export type Loaded =
  | { readonly kind: "module"; readonly module: Module }
  | { readonly kind: "malformed" | "invalid"; readonly message: string };

/** `text`: what a quoted module is read as; bytes that are no UTF-8 are malformed text. */
export async function loadModule({ content }: WastModule, file: string): Promise<Loaded> {
  let bytes: Uint8Array;
  if (content.kind === "binary") bytes = content.bytes;
  else {
    const text = content.kind === "text" ? content.source : decodeText(content.bytes);
    if (text === undefined) return { kind: "malformed", message: "malformed UTF-8 encoding" };
    const parsed = await parseWat(text, file);
    if (parsed.bytes === undefined) return refusal("malformed", parsed.diagnostics);
    bytes = parsed.bytes;
  }
  const decoded = decode(bytes, file);
  if (decoded.module === undefined || hasErrors(decoded.diagnostics)) return refusal("malformed", decoded.diagnostics);
  const findings = validate(decoded.module, { file });
  if (findings.length > 0) return refusal("invalid", findings);
  return { kind: "module", module: decoded.module };
}

const refusal = (kind: "malformed" | "invalid", [first]: readonly Diagnostic[]): Loaded => ({
  kind,
  message: first?.message ?? "refused without a reason",
});

function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
