// The border between a module and a C program: the header of its exports and imports, the C functions behind the header,
// and the stubs through which generated code reaches host functions written in C (runtime/native/weft.h, host-call.h).

import type { Diagnostic } from "../../diagnostics/index.ts";
import { type FuncType, funcType, funcTypeAt, type Module, type ValType } from "../../wasmfx-backend/index.ts";
import { hostSignatures } from "../host-abi/signatures.ts";
import { hostStub } from "./translate/module-text.ts";
import { cName } from "./translate/symbols.ts";
import { typeText } from "./type-text.ts";

/** A function that the module imports and the C program defines. */
export interface HostImport {
  readonly module: string;
  readonly name: string;
  /** The C function's name. */
  readonly symbol: string;
  /** `int32_t weft_host_env_next(int32_t p0)`, without semicolon. */
  readonly prototype: string;
}

export interface Embedding {
  readonly header: string;
  /** C: the functions that the header declares. */
  readonly source: string;
  /** Assembly: the stubs of the host functions. */
  readonly stubs: string;
  readonly imports: readonly HostImport[];
  /** The wasm modules that the imports name. */
  readonly hosts: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

const cTypes = { i32: "int32_t", i64: "int64_t", f32: "float", f64: "double" } as const;
type Numeric = keyof typeof cTypes;
const isNumeric = (type: ValType): type is Numeric => typeof type === "string" && type in cTypes;

/** A name that C accepts, whatever the module calls it. */
export const cIdentifier = (name: string): string => cName(name).replace(/^(?=[0-9])/, "_") || "_";

/** `name`: what the exports' C names begin with. The module must be compiled with all exports kept. */
export function makeEmbedding(module: Module, name: string): Embedding {
  const prefix = cIdentifier(name);
  const { imports, diagnostics } = hostImports(module);
  const exports = exportedFunctions(module, prefix);
  return {
    header: headerText(module, prefix, imports, exports),
    source: sourceText(prefix, exports),
    stubs: stubsText(imports),
    imports,
    hosts: [...new Set(imports.map((i) => i.module))],
    diagnostics,
  };
}

// ---- imports

type TypedImport = HostImport & { readonly type: FuncType };

/** Each function imported from elsewhere than weft's own host modules; what C cannot give is a diagnostic. */
export function hostImports(module: Module): { imports: TypedImport[]; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const error = (message: string): void => void diagnostics.push({ severity: "error", message, code: "HostFunction" });
  const owners = new Map<string, string>();
  for (const builtin of Object.keys(hostSignatures)) {
    const [from, field] = builtin.split(".");
    owners.set(hostStub(from, field), builtin);
  }
  const builtinModules = new Set(Object.keys(hostSignatures).map((key) => key.split(".")[0]));
  const imports = new Map<string, TypedImport>();
  for (const { module: from, name, desc } of module.imports) {
    if (desc.kind !== "func" || builtinModules.has(from)) continue;
    const full = `${from}.${name}`;
    const type = funcTypeAt(module, desc.type)!;
    const before = imports.get(full);
    if (before) {
      if (typeText(before.type) !== typeText(type))
        error(`${full} is imported as ${typeText(before.type)} and as ${typeText(type)}; a C function has one type`);
      continue;
    }
    const owner = owners.get(hostStub(from, name));
    if (owner) error(`${full} and ${owner} would be the same C function ${hostSymbol(from, name)}`);
    owners.set(hostStub(from, name), full);
    if (![...type.params, ...type.results].every(isNumeric) || type.results.length > 1) {
      error(`${full} has type ${typeText(type)}; host functions in C take numbers and give at most one`);
      continue;
    }
    const symbol = hostSymbol(from, name);
    const result = type.results.length === 0 ? "void" : cTypes[type.results[0] as Numeric];
    const params = type.params.map((t, i) => `${cTypes[t as Numeric]} p${i}`).join(", ") || "void";
    imports.set(full, { module: from, name, symbol, prototype: `${result} ${symbol}(${params})`, type });
  }
  return { imports: [...imports.values()], diagnostics };
}

const hostSymbol = (from: string, name: string): string => hostStub(from, name).replace(/^weft_call_/, "weft_host_");

/** By the C convention of x86-64 six integers and eight floats travel in registers; the others lie on the stack. */
function stackArguments({ params }: FuncType): number {
  const floats = params.filter((t) => t === "f32" || t === "f64").length;
  return Math.max(0, floats - 8) + Math.max(0, params.length - floats - 6);
}

function stubsText(imports: readonly TypedImport[]): string {
  const stubs = imports.map(({ module, name, symbol, type }) => {
    const stub = hostStub(module, name);
    const onStack = stackArguments(type);
    return onStack === 0 ? `\tHOST_STUB ${stub}, ${symbol}\n` : `\tHOST_STUB_STACK ${stub}, ${symbol}, ${onStack}\n`;
  });
  return `#include "host-call.h"\n\n\t.text\n${stubs.join("")}\n\t.section .note.GNU-stack, "", @progbits\n`;
}

// ---- exports

interface ExportedFunction {
  readonly name: string;
  /** Its place in weft_module.exports. */
  readonly index: number;
  readonly type: FuncType;
  /** Absent: C cannot call it. */
  readonly prototype?: string;
}

function exportedFunctions(module: Module, prefix: string): ExportedFunction[] {
  const taken = new Set<string>();
  return module.exports
    .filter((e) => e.kind === "func")
    .map(({ name, index: func }, index) => {
      const type = funcType(module, func)!;
      if (![...type.params, ...type.results].every(isNumeric)) return { name, index, type };
      const plain = `${prefix}_${cName(name)}`;
      const symbol = taken.has(plain) ? `${plain}_${index}` : plain;
      taken.add(symbol);
      const params = type.params.map((t, i) => `${cTypes[t as Numeric]} p${i}`);
      const results = type.results.map((t, i) => `${cTypes[t as Numeric]} *r${i}`);
      return { name, index, type, prototype: `weft_status ${symbol}(${[...params, ...results].join(", ") || "void"})` };
    });
}

/** A name as text inside a C comment. */
const commented = (text: string): string =>
  JSON.stringify(text).replaceAll("*/", "*\\/").replaceAll("/*", "/\\*").replaceAll("??", "?\\?");

function headerText(
  module: Module,
  prefix: string,
  imports: readonly HostImport[],
  exports: readonly ExportedFunction[],
): string {
  const guard = `WEFT_MODULE_${prefix.toUpperCase()}_H`;
  const memory = module.memories.length > 0 || module.imports.some((i) => i.desc.kind === "memory");
  return [
    `// Generated by weft build: the module ${prefix} for C. See weft.h for how calls end.`,
    `#ifndef ${guard}\n#define ${guard}\n`,
    `#include "weft.h"\n`,
    `#ifdef __cplusplus\nextern "C" {\n#endif\n`,
    ...(memory ? ["// It has a linear memory: weft_memory_base, weft_memory_size, weft_memory_at.\n"] : []),
    ...(imports.length > 0 ? ["// Host functions: the module calls them, the C program defines them."] : []),
    ...imports.map((i) => `${i.prototype}; // ${commented(i.module)} ${commented(i.name)}`),
    ...(exports.length > 0 ? ["\n// Exports. Results go where r0, r1, ... point; NULL drops them."] : []),
    ...exports.map(({ name, type, prototype }) =>
      prototype
        ? `${prototype}; // ${commented(name)}`
        : `// left out: ${commented(name)} has type ${typeText(type)}, which C has no types for`,
    ),
    `\n#ifdef __cplusplus\n}\n#endif\n\n#endif\n`,
  ].join("\n");
}

function sourceText(prefix: string, exports: readonly ExportedFunction[]): string {
  const functions = exports.flatMap(({ index, type, prototype }) => {
    if (!prototype) return [];
    const { params, results } = type;
    const slots = Math.max(1, params.length, results.length);
    return [
      `${prototype} {`,
      `  uint64_t slots[${slots}] = {0};`,
      ...params.map((_, i) => `  memcpy(&slots[${i}], &p${i}, sizeof p${i});`),
      `  weft_status status = weft_call_export(${index}, slots);`,
      ...results.map((_, i) => `  if (status == WEFT_OK && r${i}) memcpy(r${i}, &slots[${i}], sizeof *r${i});`),
      `  return status;\n}\n`,
    ];
  });
  return [`#include "${prefix}.h"`, "#include <string.h>\n", ...functions].join("\n");
}
