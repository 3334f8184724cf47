// The second engine: runs one module under V8 (node 26) with the same host functions, exit codes and trap messages as
// the native engine, sockets excepted. Started by the command line as
//   node26 --experimental-wasm-wasmfx --no-turboshaft-wasm-load-elimination --no-warnings run.mjs FILE.wasm [args...]
// WEFT_DIRS ("guest=host" pairs, separated by ":") names the preopened directories, default "/=/".

import { readFileSync } from "node:fs";
import { WASI } from "node:wasi";

const ENOTSUP = 58;
const EXIT_TRAP = 134;

/** Trap codes of `weft.on_trap` (runtime/native/weft_abi.h), the spec's message, and how V8 words the same thing. */
const traps = [
  { code: 1, message: "unreachable", v8: /^unreachable/ },
  { code: 2, message: "out of bounds memory access", v8: /^memory access out of bounds/ },
  { code: 3, message: "out of bounds table access", v8: /^table (index is|access) out of bounds/ },
  { code: 4, message: "integer divide by zero", v8: /^(divide|remainder) by zero/ },
  { code: 5, message: "integer overflow", v8: /^divide result unrepresentable/ },
  { code: 6, message: "invalid conversion to integer", v8: /^float unrepresentable in integer range/ },
  { code: 7, message: "null reference", v8: /^dereferencing a null pointer/ },
  { code: 8, message: "indirect call type mismatch", v8: /^(null function or )?function signature mismatch/ },
  { code: 10, message: "call stack exhausted", v8: /^Maximum call stack size exceeded/ },
  { code: 11, message: "continuation already consumed", v8: /continuation|already|retired/i },
  { code: 12, message: "unhandled tag", v8: /suspend|unhandled|tag/i },
  { code: 13, message: "cast failure", v8: /^illegal cast/ },
];

const [file, ...args] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write("usage: run.mjs FILE.wasm [args...]\n");
  process.exit(2);
}

const preopens = Object.fromEntries(
  (process.env.WEFT_DIRS ?? "/=/").split(":").map((pair) => {
    const [guest, host] = pair.split("=");
    return [guest, host ?? guest];
  }),
);
const { WEFT_DIRS: _dirs, NODE_OPTIONS: _options, ...env } = process.env;
const wasi = new WASI({
  version: "preview1",
  args: [file, ...args],
  env: { ...env, PWD: process.cwd() },
  preopens,
  returnOnExit: true,
});

/** @type {WebAssembly.Instance} */
let instance;
const sleepWord = new Int32Array(new SharedArrayBuffer(4));

/** Sockets need the native engine; `poll` without descriptors is how a program sleeps. */
const host = {
  poll(_entries, count, timeout) {
    if (count > 0) return -ENOTSUP;
    Atomics.wait(sleepWord, 0, 0, timeout < 0 ? Number.POSITIVE_INFINITY : timeout);
    return 0;
  },
};
const weftHost = new Proxy(host, { get: (target, name) => target[name] ?? (() => -ENOTSUP) });

const module = new WebAssembly.Module(readFileSync(file));
const imports = { wasi_snapshot_preview1: wasi.wasiImport, weft_host: {} };
for (const wanted of WebAssembly.Module.imports(module)) {
  if (wanted.module === "weft_host") imports.weft_host[wanted.name] = weftHost[wanted.name];
}
try {
  instance = new WebAssembly.Instance(module, imports);
  process.exitCode = instance.exports._start ? wasi.start(instance) : 0;
} catch (error) {
  process.exitCode = report(error);
}

/** The exit code for what ended the program: the module's own hook may exit with another one. */
function report(error) {
  const text = error instanceof Error ? error.message : String(error);
  const uncaught = error instanceof WebAssembly.Exception;
  const trap = uncaught
    ? { code: 14, message: "uncaught exception" }
    : (traps.find((t) => t.v8.test(text)) ?? { code: 15, message: text });
  const hook = instance?.exports["weft.on_trap"];
  if (hook) {
    try {
      hook(trap.code);
    } catch (ending) {
      const code = exitCodeOf(ending);
      if (code !== undefined) return code;
      throw ending;
    }
  }
  process.stderr.write(`trap: ${trap.message}\n`);
  for (const line of (error.stack ?? "").split("\n").slice(1)) {
    const frame = /at (\S+) \(wasm:/.exec(line);
    if (frame) process.stderr.write(`  at ${frame[1].replace(/^wasm:\/\/[^.]*\./, "")}\n`);
  }
  return EXIT_TRAP;
}

/** Outside wasi.start, node:wasi ends a program by throwing the symbol under which it keeps the exit code. */
function exitCodeOf(ending) {
  return typeof ending === "symbol" && typeof wasi[ending] === "number" ? wasi[ending] : undefined;
}
