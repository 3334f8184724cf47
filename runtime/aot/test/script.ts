// A reader for the part of the .wast script language that our tests use: modules followed by assertions on them.
//
//   (assert_return (invoke "f" (i32.const 1)) (i32.const 2))     f(1) = 2; `(f64.const nan)` matches every NaN
//   (assert_trap (invoke "f") "message")                         also assert_exhaustion, assert_suspension, assert_exception

export interface Assertion {
  readonly line: number;
  readonly kind: "return" | "trap";
  /** Export to call. */
  readonly name: string;
  readonly args: readonly string[];
  /** For "return": the results. */
  readonly results: readonly Result[];
  /** For the others: a part of the message. */
  readonly message: string;
}

export interface Result {
  readonly type: string;
  readonly text: string;
}

export interface ScriptModule {
  readonly line: number;
  readonly text: string;
  readonly assertions: Assertion[];
}

type Sexpr = string | Sexpr[];

/** Splits a script into its modules, each with the assertions that follow it. */
export function parseScript(text: string): ScriptModule[] {
  const modules: ScriptModule[] = [];
  for (const { start, end } of topLevelForms(text)) {
    const form = text.slice(start, end);
    const line = text.slice(0, start).split("\n").length;
    if (form.startsWith("(module")) modules.push({ line, text: form, assertions: [] });
    else modules[modules.length - 1].assertions.push(assertion(form, line));
  }
  return modules;
}

/** Token boundaries of parenthesised forms at depth 0; comments and strings are skipped. */
function topLevelForms(text: string): { start: number; end: number }[] {
  const forms: { start: number; end: number }[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (token === "(") {
      if (depth++ === 0) start = index;
    } else if (token === ")" && --depth === 0) forms.push({ start, end: index + 1 });
  }
  if (depth !== 0) throw new Error("unbalanced parentheses in script");
  return forms;
}

const tokens = /;;[^\n]*|\(;[\s\S]*?;\)|"(?:[^"\\]|\\.)*"|[()]|[^\s()";]+/g;

function parse(form: string): Sexpr[] {
  const stack: Sexpr[][] = [[]];
  for (const [token] of form.matchAll(tokens)) {
    if (token.startsWith(";;") || token.startsWith("(;")) continue;
    if (token === "(") stack.push([]);
    else if (token === ")") {
      const done = stack.pop()!;
      stack[stack.length - 1].push(done);
    } else stack[stack.length - 1].push(token);
  }
  return stack[0][0] as Sexpr[];
}

const unquote = (text: Sexpr): string => String(text).replace(/^"|"$/g, "");

function assertion(form: string, line: number): Assertion {
  const [head, first, ...rest] = parse(form);
  const [, name, ...args] = first as Sexpr[];
  const call = { line, name: unquote(name), args: args.map(value) };
  if (head === "assert_return")
    return {
      ...call,
      kind: "return",
      results: rest.map((r) => ({ type: (r as string[])[0], text: value(r) })),
      message: "",
    };
  if (!["assert_trap", "assert_exhaustion", "assert_suspension", "assert_exception"].includes(String(head)))
    throw new Error(`line ${line}: unknown command ${head}`);
  return { ...call, kind: "trap", results: [], message: rest.length > 0 ? unquote(rest[0]) : "uncaught exception" };
}

/** `(i32.const -1)` -> "-1", in the form that the runtime's WEFT_INVOKE prints; floats keep their text. */
function value(expr: Sexpr): string {
  const [type, text] = expr as [string, string];
  const digits = String(text ?? "").replaceAll("_", "");
  if (type === "i32.const") return String(Number(BigInt.asIntN(32, parseInteger(digits))));
  if (type === "i64.const") return String(BigInt.asIntN(64, parseInteger(digits)));
  if (type === "ref.null") return "null";
  if (type.startsWith("ref.")) return "ref";
  return digits;
}

const parseInteger = (text: string): bigint => (text.startsWith("-") ? -BigInt(text.slice(1)) : BigInt(text));
