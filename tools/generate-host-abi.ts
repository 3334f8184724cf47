// runtime/host-abi/host-abi.ts -> everything derived from it. `npm run generate` writes the files; the test
// runtime/host-abi/test/host-abi.test.ts compares them. The declaration is read with ts-morph, so a mistake in it is a
// message with a line, not a wrong prototype.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type MethodSignature, Project } from "ts-morph";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

interface Param {
  readonly name: string;
  readonly type: AbiType;
}
interface HostFunction {
  readonly module: string;
  readonly name: string;
  readonly doc: string;
  readonly params: readonly Param[];
  readonly result: AbiType | "void";
}
interface HostModule {
  readonly name: string;
  readonly doc: string;
  readonly functions: readonly HostFunction[];
}

/** Each declared type in the languages of the two sides. */
const abiTypes = {
  I32: { wasm: "i32", c: "int32_t", go: "int32" },
  I64: { wasm: "i64", c: "int64_t", go: "int64" },
  GuestPtr: { wasm: "i32", c: "uint32_t", go: "unsafe.Pointer" },
  Size: { wasm: "i32", c: "uint32_t", go: "uint32" },
  Fd: { wasm: "i32", c: "int32_t", go: "int32" },
  Errno: { wasm: "i32", c: "int32_t", go: "int32" },
  Result: { wasm: "i32", c: "int32_t", go: "int32" },
} as const;
type AbiType = keyof typeof abiTypes;

/** Path below the repository's root -> text of every derived file. */
export function generateHostAbi(): Map<string, string> {
  const modules = readDeclarations();
  return new Map([
    ["runtime/native/host_abi.h", hostHeader(modules)],
    ["runtime/native/host-stubs.S", hostStubs(modules)],
    ["frontend-c/include/weft/host.h", guestHeader(modules)],
    ["frontend-go-subset/lib/internal/host/host.go", goExterns(modules)],
    ["runtime/host-abi/host-abi.wat", watImports(modules)],
    ["runtime/host-abi/signatures.ts", signatures(modules)],
    ["docs/host-abi.md", page(modules)],
  ]);
}

function readDeclarations(): HostModule[] {
  const project = new Project({ useInMemoryFileSystem: false, skipAddingFilesFromTsConfig: true });
  const source = project.addSourceFileAtPath(join(root, "runtime/host-abi/host-abi.ts"));
  return source.getInterfaces().map((declaration) => {
    const doc = declaration.getJsDocs()[0];
    const tag = doc?.getTags().find((t) => t.getTagName() === "module");
    const name = tag?.getCommentText();
    if (!doc || !name) throw new Error(`host-abi.ts: interface ${declaration.getName()} lacks @module`);
    return {
      name,
      doc: doc.getDescription().trim(),
      functions: declaration.getMethods().map((m) => readFunction(name, m)),
    };
  });
}

function readFunction(module: string, method: MethodSignature): HostFunction {
  const where = `host-abi.ts:${method.getStartLineNumber()}: ${method.getName()}`;
  const typeOf = (text: string | undefined): AbiType => {
    if (text === undefined || !(text in abiTypes))
      throw new Error(`${where}: ${text ?? "a missing type"} is not a type of the host ABI`);
    return text as AbiType;
  };
  const result = method.getReturnTypeNode()?.getText();
  const doc = method.getJsDocs()[0]?.getDescription().trim();
  if (!doc) throw new Error(`${where}: lacks a description`);
  return {
    module,
    name: method.getName(),
    doc: doc.replace(/\s*\n\s*/g, " "),
    params: method.getParameters().map((p) => ({ name: p.getName(), type: typeOf(p.getTypeNode()?.getText()) })),
    result: result === "void" ? "void" : typeOf(result),
  };
}

const generated = "Generated from runtime/host-abi/host-abi.ts by `npm run generate`; do not edit.";

function cPrototype(f: HostFunction, symbol: string): string {
  const params = f.params.map((p) => `${abiTypes[p.type].c} ${p.name}`).join(", ") || "void";
  return `${f.result === "void" ? "void" : abiTypes[f.result].c} ${symbol}(${params});`;
}

function hostHeader(modules: readonly HostModule[]): string {
  const body = modules.flatMap((m) =>
    m.functions.map((f) => `/* ${f.doc} */\n${cPrototype(f, `weft_host_${f.module}_${f.name}`)}\n`),
  );
  return `/* ${generated}\n * The host side: what the native runtime defines. Pointers are offsets in memory 0. */\n#ifndef WEFT_HOST_ABI_H\n#define WEFT_HOST_ABI_H\n#include <stdint.h>\n\n${body.join("\n")}\n#endif\n`;
}

/** The stubs that generated code calls; arguments beyond the registers of the calling convention are on the stack. */
function hostStubs(modules: readonly HostModule[]): string {
  const registers = 6;
  const lines = modules.flatMap((m) =>
    m.functions.map((f) => {
      const names = `weft_call_${m.name}_${f.name}, weft_host_${m.name}_${f.name}`;
      const onStack = f.params.length - registers;
      return onStack > 0 ? `\tHOST_STUB_STACK ${names}, ${onStack}` : `\tHOST_STUB ${names}`;
    }),
  );
  return `// ${generated}\n#include "host-call.h"\n\n\t.text\n${lines.join("\n")}\n\n\t.section .note.GNU-stack, "", @progbits\n`;
}

function guestHeader(modules: readonly HostModule[]): string {
  const host = modules.filter((m) => m.name !== "wasi_snapshot_preview1");
  const body = host.flatMap((m) =>
    m.functions.map((f) => {
      const params =
        f.params.map((p) => `${p.type === "GuestPtr" ? "void *" : `${abiTypes[p.type].c} `}${p.name}`).join(", ") ||
        "void";
      const result = f.result === "void" ? "void" : abiTypes[f.result].c;
      return `/* ${f.doc} */\n__attribute__((import_module("${f.module}"), import_name("${f.name}")))\n${result} ${f.module}_${f.name}(${params});\n`;
    }),
  );
  return `/* ${generated}\n * The guest side, for C programs; WASI preview 1 comes with wasi-libc. */\n#ifndef WEFT_HOST_H\n#define WEFT_HOST_H\n#include <stdint.h>\n\n${body.join("\n")}\n#endif\n`;
}

function goExterns(modules: readonly HostModule[]): string {
  const goName = (name: string): string =>
    name
      .split("_")
      .map((w) => w[0].toUpperCase() + w.slice(1))
      .join("");
  const body = modules.flatMap((m) =>
    m.functions.map((f) => {
      const prefix = m.name === "weft_host" ? "" : "Wasi";
      const params = f.params.map((p) => `${p.name} ${abiTypes[p.type].go}`).join(", ");
      const result = f.result === "void" ? "" : ` ${abiTypes[f.result].go}`;
      const name = prefix + goName(f.name);
      return `// ${name}: ${f.doc}\n//\n//go:wasmimport ${f.module} ${f.name}\nfunc ${name}(${params})${result}\n`;
    }),
  );
  return `// ${generated}\n\n// Package host declares what the engine offers to a module.\npackage host\n\nimport "unsafe"\n\n${body.join("\n")}`;
}

function watImports(modules: readonly HostModule[]): string {
  const lines = modules.flatMap((m) =>
    m.functions.map((f) => {
      const params = f.params.map((p) => ` (param $${p.name} ${abiTypes[p.type].wasm})`).join("");
      const result = f.result === "void" ? "" : ` (result ${abiTypes[f.result].wasm})`;
      return `  ;; ${f.doc}\n  (import "${f.module}" "${f.name}" (func $${f.module}.${f.name}${params}${result}))`;
    }),
  );
  return `;; ${generated}\n;; Copy the imports that a hand-written module needs.\n(module\n${lines.join("\n")}\n)\n`;
}

function signatures(modules: readonly HostModule[]): string {
  const rows = modules.flatMap((m) =>
    m.functions.map((f) => {
      const params = f.params.map((p) => `"${abiTypes[p.type].wasm}"`).join(", ");
      const results = f.result === "void" ? "" : `"${abiTypes[f.result].wasm}"`;
      return `  "${f.module}.${f.name}": { params: [${params}], results: [${results}] },`;
    }),
  );
  return `// ${generated}\n\n/** The wasm signature of every host function, by "module.name". */\nexport const hostSignatures: Readonly<Record<string, { readonly params: readonly ("i32" | "i64")[]; readonly results: readonly ("i32" | "i64")[] }>> = {\n${rows.join("\n")}\n};\n`;
}

function page(modules: readonly HostModule[]): string {
  const parts = modules.map((m) => {
    const rows = m.functions.map((f) => {
      const params = f.params.map((p) => `${p.name}: ${p.type}`).join(", ");
      return `| \`${f.name}\` | (${params}) | ${f.result === "void" ? "" : f.result} | ${f.doc.replaceAll("|", "\\|")} |`;
    });
    return `## \`${m.name}\`\n\n${m.doc}\n\n| function | parameters | result | what it does |\n|---|---|---|---|\n${rows.join("\n")}\n`;
  });
  return `# Host functions\n\n${generated}\n\nI32, Fd, Size, Errno, Result and GuestPtr are \`i32\` in wasm, I64 is \`i64\`. A GuestPtr is an offset in memory 0. Errno is a WASI preview 1\nerror number (0: success); a Result is a count or descriptor when not negative, else a negated error number.\n\n${parts.join("\n")}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of generateHostAbi()) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    console.log(`wrote ${path}`);
  }
}
