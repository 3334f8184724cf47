// Runs exports of one module under V8, each in a fresh instance: FILE.wasm NAME... One line per export, `NAME OUTCOME`, as
// engines.ts words outcomes. With --validate: one line per FILE, `valid` or `invalid`.

import { readFileSync } from "node:fs";

const messages = [
  ["unreachable", /^unreachable/],
  ["out of bounds memory access", /^(memory access out of bounds|data segment out of bounds)/],
  ["out of bounds table access", /^table (index is|access) out of bounds|^element segment/],
  ["integer divide by zero", /^(divide|remainder) by zero/],
  ["integer overflow", /^(divide result unrepresentable|float unrepresentable in integer range)/],
  ["null reference", /^(dereferencing a null pointer|rethrowing null value)/],
  ["indirect call type mismatch", /^(null function or )?function signature mismatch/],
  ["continuation already consumed", /continuation/i],
  ["unhandled tag", /suspend|unhandled|no handler/i],
  ["call stack exhausted", /^Maximum call stack size exceeded/],
];

function outcome(error) {
  if (error instanceof WebAssembly.Exception) return "trap: uncaught exception";
  const text = String(error?.message ?? error);
  const known = messages.find(([, pattern]) => pattern.test(text));
  return `trap: ${known ? known[0] : text.replaceAll("\n", " ")}`;
}

const [first, ...rest] = process.argv.slice(2);
if (first === "--validate") {
  for (const file of rest) process.stdout.write(`${WebAssembly.validate(readFileSync(file)) ? "valid" : "invalid"}\n`);
} else {
  const module = new WebAssembly.Module(readFileSync(first));
  for (const name of rest) {
    let text;
    try {
      text = String(new WebAssembly.Instance(module).exports[name]());
    } catch (error) {
      text = outcome(error);
    }
    process.stdout.write(`${name} ${text}\n`);
  }
}
