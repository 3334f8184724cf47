// `--emit=STAGE`: one stage as text. Each stage is computed as the build computes it, so what is shown is what is built.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Diagnostic } from "../diagnostics/index.ts";
import { compileNative } from "../runtime/aot/index.ts";
import { encode, type IrModule, type Module, printIr, printWat } from "../wasmfx-backend/index.ts";
import type { EmitStage } from "./build-program.ts";
import type { Inputs } from "./inputs.ts";
import type { Outcome, Pipeline } from "./pipeline.ts";

const goStages: readonly EmitStage[] = ["ast", "types", "ir"];

/** The text (or bytes, for wasm) of a stage; with `func`, only of that function. */
export async function stageText(
  pipeline: Pipeline,
  inputs: Inputs,
  stage: EmitStage,
  func: string | undefined,
): Promise<Outcome<string | Uint8Array>> {
  if (goStages.includes(stage)) return goStage(pipeline, inputs, stage as "ast" | "types" | "ir", func);
  const module = await pipeline.module(inputs);
  if (!module.value) return { diagnostics: module.diagnostics };
  const diagnostics = module.diagnostics;
  if (stage === "ll" || stage === "asm") return nativeText(module.value, pipeline, stage, func);
  if (stage === "wasm") {
    const bytes = await pipeline.encode(module.value);
    return { value: bytes.value, diagnostics: [...diagnostics, ...bytes.diagnostics] };
  }
  const text = await printWat(encode(module.value));
  return cut(text, func, cutWat, diagnostics);
}

async function goStage(
  pipeline: Pipeline,
  inputs: Inputs,
  stage: "ast" | "types" | "ir",
  func: string | undefined,
): Promise<Outcome<string>> {
  const { printAst, printTypes } = await import("../frontend-go-subset/index.ts");
  if (inputs.go.length === 0)
    return { diagnostics: [{ severity: "error", message: `--emit=${stage} needs Go files` }] };
  const checked = await pipeline.checkGo(inputs);
  if (!checked.value) return { diagnostics: checked.diagnostics };
  if (stage === "ast") return found(printAst(checked.value, func), func, checked.diagnostics);
  if (stage === "types") return found(printTypes(checked.value, func), func, checked.diagnostics);
  const ir = await pipeline.lowerGo(checked.value);
  const diagnostics = [...checked.diagnostics, ...ir.diagnostics];
  if (!ir.value) return { diagnostics };
  const shown = func === undefined ? ir.value : onlyFunc(ir.value, func);
  return found(shown.funcs.length > 0 || func === undefined ? printIr(shown) : "", func, diagnostics);
}

const onlyFunc = (ir: IrModule, name: string): IrModule => ({
  ...ir,
  signatures: new Map(),
  imports: [],
  globals: [],
  tags: [],
  table: [],
  data: [],
  exports: [],
  funcs: ir.funcs.filter((f) => f.name === name),
});

async function nativeText(
  module: Module,
  pipeline: Pipeline,
  emit: "ll" | "asm",
  func: string | undefined,
): Promise<Outcome<string>> {
  const folder = mkdtempSync(join(tmpdir(), "weft-"));
  try {
    const native = await compileNative(module, {
      level: pipeline.options.level,
      folder,
      names: pipeline.options.names,
      linearity: pipeline.options.linearity,
      emit,
    });
    return native.text === undefined
      ? { diagnostics: native.diagnostics }
      : cut(native.text, func, emit === "ll" ? cutLl : cutAsm, native.diagnostics);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Cut = (text: string, func: string) => string;

function cut(text: string, func: string | undefined, part: Cut, diagnostics: readonly Diagnostic[]): Outcome<string> {
  return found(func === undefined ? text : part(text, func), func, diagnostics);
}

function found(text: string, func: string | undefined, diagnostics: readonly Diagnostic[]): Outcome<string> {
  if (text.trim() !== "") return { value: text.endsWith("\n") ? text : `${text}\n`, diagnostics };
  const message =
    func === undefined
      ? "there is nothing to show"
      : `no function ${func} in what this stage makes (a small one may have become part of its callers)`;
  return { diagnostics: [...diagnostics, { severity: "error", message }] };
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** `  (func $name ...` up to the line that closes it. */
function cutWat(text: string, func: string): string {
  return new RegExp(`^  \\(func \\$"?${escapeRegExp(func)}"? [^]*?\\n  \\)$`, "m").exec(text)?.[0] ?? "";
}

/** `define ... @name(...) ... {` up to `}`. */
function cutLl(text: string, func: string): string {
  const body = new RegExp(`^define [^\\n]*@"?w\\.${escapeRegExp(func)}"?\\([^]*?^}$`, "m").exec(text)?.[0] ?? "";
  return body.replaceAll(/,? !dbg !\d+/g, ""); // numbers of positions, which are elsewhere in the module
}

/** `name:` up to the end marker of the function, without directives and the labels of debug information. */
function cutAsm(text: string, func: string): string {
  const body = new RegExp(`^"?w\\.${escapeRegExp(func)}"?:[^]*?^\\.Lfunc_end\\d+:`, "m").exec(text)?.[0] ?? "";
  return body
    .split("\n")
    .filter((line) => !/^\s*\.(cfi|p2align|loc|file)|^\.L(func_end|func_begin|tmp)\d+:/.test(line))
    .join("\n");
}
