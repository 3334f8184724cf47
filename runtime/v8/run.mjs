// The second engine: runs one module under V8 (node 26) with the same host functions, exit codes and trap messages as
// the native engine, sockets excepted. Started by the command line as
//   node26 --experimental-wasm-wasmfx --no-turboshaft-wasm-load-elimination --no-warnings run.mjs FILE.wasm [args...]
// WEFT_DIRS ("guest=host" pairs, separated by ":") names the preopened directories, default "/=/".

import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { WASI } from "node:wasi";

Error.stackTraceLimit = 100;

const ENOENT = 44;
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

/** What the linear memory holds at [address, address + size), as a view. */
const guest = (address, size) => new DataView(instance.exports.memory.buffer, address >>> 0, size >>> 0);

/** Error.stack of the trap under way, whose hook is running. */
let trapped;

/** Sockets need the native engine; `poll` without descriptors is how a program sleeps. */
const host = {
  poll(_entries, count, timeout) {
    if (count > 0) return -ENOTSUP;
    Atomics.wait(sleepWord, 0, 0, timeout < 0 ? Number.POSITIVE_INFINITY : timeout);
    return 0;
  },
  stack_pcs(pcs, count) {
    const list = [...offsetsNow(count), ...(trapped ? offsetsIn(trapped) : [])].slice(0, count);
    const out = guest(pcs, 4 * list.length);
    // Behind the opcode of the call, and still in it after 1 was taken away.
    list.forEach((offset, i) => out.setUint32(4 * i, offset + 2, true));
    return list.length;
  },
  pc_frame(pc, index, buffer, len) {
    const frame = code().framesAt((pc >>> 0) - 1)[index];
    if (!frame) return -ENOENT;
    const name = Buffer.from(shortName(frame.name));
    const place = Buffer.from(frame.file ?? "");
    const head = Buffer.alloc(16);
    [frame.line, (pc >>> 0) - frame.start, name.length, place.length].forEach((n, i) => head.writeUInt32LE(n, 4 * i));
    return write(Buffer.concat([head, name, place]), buffer, len);
  },
  stack_text(pcs, count, skip, buffer, len) {
    const list = guest(pcs, 4 * count);
    let text = "";
    for (let i = 0; i < count; i++) {
      const pc = list.getUint32(4 * i, true);
      for (const frame of code().framesAt(pc - 1)) {
        if (skip-- > 0) continue;
        const isPanic = text !== "" && frame.name === "runtime.gopanic";
        if (!isPanic && isHidden(frame.name)) continue;
        const name = isPanic ? "panic" : shortName(frame.name);
        text += `${name}${frame.name === "main.main" ? "()" : "(...)"}\n\t${frame.file ?? "?"}:${frame.line}`;
        text += ` +0x${(pc - frame.start).toString(16)}\n`;
      }
    }
    return write(Buffer.from(text), buffer, len);
  },
};
/** Copies what fits of `data` to the guest; says how long all is. */
function write(data, buffer, len) {
  const out = guest(buffer, len);
  for (let i = 0; i < Math.min(data.length, out.byteLength); i++) out.setUint8(i, data[i]);
  return data.length;
}

/** Type arguments are left out, as Go does, and what makes names unique, from ~ up to the next dot. */
const shortName = (name) => name.replace(/\[.*\]/s, "[...]").replace(/~[^.]*/g, "");

/** Frames that Go does not show: of its runtime and of functions that nobody wrote (runtime/native/trace.c has the same). */
const isHidden = (name) =>
  !name.includes(".") || name.includes("·") || /^(runtime\.[^A-Z(]|go\.[^./ ]*( |$)|internal\/host\.)/.test(name);

/** Byte offsets in the module of the wasm frames of a stack, the innermost first. */
const offsetsIn = (stack) =>
  [...stack.matchAll(/wasm-function\[\d+\]:0x([0-9a-f]+)/g)].map((match) => Number.parseInt(match[1], 16));
function offsetsNow(count) {
  const holder = {};
  const usual = Error.stackTraceLimit;
  Error.stackTraceLimit = count + 10; // the host's own frames come first
  Error.captureStackTrace(holder, offsetsNow);
  const offsets = offsetsIn(holder.stack);
  Error.stackTraceLimit = usual;
  return offsets;
}

/** The module's names and source positions, read when they are first asked for. */
let known;
function code() {
  if (known) return known;
  // The compiler's own decoder: built beside this file, or its source.
  const [built, source] = ["js", "ts"].map((ending) =>
    fileURLToPath(new URL(`../../wasmfx-backend/wasm/decode.${ending}`, import.meta.url)),
  );
  const { decode } = createRequire(import.meta.url)(existsSync(built) ? built : source);
  known = new CodeMap(decode(bytes, file).module);
  return known;
}

/** Byte offset -> functions and lines. */
class CodeMap {
  constructor(module) {
    this.names = module.names.funcs;
    this.imported = module.imports.filter((i) => i.desc.kind === "func").length;
    this.funcs = module.funcs;
  }

  /** The frames at an offset, the innermost inlined one first. */
  framesAt(offset) {
    const { funcs } = this;
    let low = 0;
    for (let high = funcs.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (funcs[middle].offsets[0] <= offset) low = middle + 1;
      else high = middle;
    }
    const func = funcs[low - 1];
    if (!func || offset > func.offsets[func.body.length]) return [];
    const frames = [];
    let pos = func.positions?.[instructionAt(func.offsets, offset)];
    const start = func.offsets[0];
    for (; pos?.inlined; pos = pos.inlined.at)
      frames.push({ name: pos.inlined.func, file: pos.file, line: pos.line, start });
    const name = this.names.get(this.imported + low - 1) ?? `wasm-function[${this.imported + low - 1}]`;
    frames.push({ name, file: pos?.file, line: pos?.line ?? 0, start });
    return frames;
  }
}

/** Index of the last instruction that begins at or before `offset`. */
function instructionAt(offsets, offset) {
  let low = 0;
  for (let high = offsets.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (offsets[middle] <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const weftHost = new Proxy(host, { get: (target, name) => target[name] ?? (() => -ENOTSUP) });

const bytes = readFileSync(file);
const module = new WebAssembly.Module(bytes);
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
      trapped = error.stack ?? "";
      hook(trap.code);
    } catch (ending) {
      const code = exitCodeOf(ending);
      if (code !== undefined) return code;
      throw ending;
    }
  }
  process.stderr.write(`trap: ${trap.message}\n`);
  for (const offset of offsetsIn(error.stack ?? "")) {
    for (const { name, file: source, line } of code().framesAt(offset))
      process.stderr.write(`    at ${name}${source ? ` (${source}:${line})` : ""}\n`);
  }
  return EXIT_TRAP;
}

/** Outside wasi.start, node:wasi ends a program by throwing the symbol under which it keeps the exit code. */
function exitCodeOf(ending) {
  return typeof ending === "symbol" && typeof wasi[ending] === "number" ? wasi[ending] : undefined;
}
