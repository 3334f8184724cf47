// One script -> the outcome of each of its commands.
//
// First the commands are read in order: modules are loaded, imports find their instances, and what needs no execution
// (assert_invalid, assert_malformed, assert_unlinkable) is judged. Everything else becomes a step of the program that its
// instance lives in; then each program is built and goes through its steps in order.

import { renderDiagnostics } from "../../diagnostics/index.ts";
import {
  funcType,
  indexSpaces,
  type Module,
  parseWast,
  type ValType,
  type WastAction,
  type WastCommand,
  type WastModule,
} from "../../wasmfx-backend/index.ts";
import { choosePrograms, findExport, groupInstances, type Instance, makeInstance, type Program } from "./instances.ts";
import { loadModule } from "./load.ts";
import { fitsRefusal, fitsTrap, isUnhandled } from "./messages.ts";
import { callName, fitsName, hasSizeChecks, initName } from "./prepare.ts";
import { type Answer, converse, linkFailure, linkGroup, type ProgramBuilder } from "./program.ts";
import { spectestModule } from "./spectest.ts";
import { compareResults, toSlots } from "./values.ts";

export interface Outcome {
  readonly line: number;
  readonly kind: WastCommand["kind"];
  /** Absent when the command did what it should. */
  readonly failure?: string;
  /** The failure is that weft does not do this yet. */
  readonly isUnsupported?: boolean;
}

/** One line for the driver, and what its answer must be. */
interface Step {
  readonly instance: Instance;
  readonly line: number;
  readonly kind: WastCommand["kind"];
  readonly send: (isAlone: boolean) => string;
  /** Why the answer is wrong. */
  readonly judge: (answer: Answer) => string | undefined;
}

export async function runScript(text: string, file: string, builder: ProgramBuilder): Promise<Outcome[]> {
  const { commands, diagnostics } = parseWast(text, file);
  const reader = new ScriptReader(file, await spectestModule());
  for (const command of commands) await reader.read(command);
  const { outcomes, steps, instances } = reader;
  for (const diagnostic of diagnostics)
    outcomes.push({ line: diagnostic.span?.line ?? 0, kind: "module", failure: renderDiagnostics([diagnostic]) });
  for (const program of choosePrograms(groupInstances(instances)))
    outcomes.push(...(await runProgram(program, steps, builder)));
  return outcomes.sort((a, b) => a.line - b.line);
}

/** Builds a program and goes through its steps, which are among `all`. */
async function runProgram(
  { instances, isBundle }: Program,
  allSteps: readonly Step[],
  builder: ProgramBuilder,
): Promise<Outcome[]> {
  const members = new Set(instances);
  const steps = allSteps.filter((step) => members.has(step.instance));
  const all = (failure: string, isUnsupported = false): Outcome[] =>
    steps.map(({ line, kind }) => ({ line, kind, failure, isUnsupported }));
  const { module, diagnostics } = await linkGroup(instances);
  if (!module) return all(`the group cannot be linked: ${diagnostics.map((d) => d.message).join("; ")}`);
  const built = await builder.build(module);
  if ("diagnostics" in built) {
    if (isBundle) {
      const alone = await Promise.all(
        instances.map((one) => runProgram({ instances: [one], isBundle: false }, steps, builder)),
      );
      return alone.flat();
    }
    const [first] = built.diagnostics;
    return all(`${first.severity}: ${first.message}`, first.severity === "unsupported");
  }
  const isAlone = instances.length === 1;
  const lines = steps.map((step) => step.send(isAlone));
  const answers = await converse(built.executable, isAlone ? lines : ["start", ...lines]);
  if (!isAlone && answers.shift()?.kind !== "ok") return all("the program does not start");
  return steps.map(({ line, kind, judge }, i) => {
    const answer = answers[i];
    return { line, kind, failure: answer.kind === "crash" ? answer.message : judge(answer) };
  });
}

class ScriptReader {
  readonly outcomes: Outcome[] = [];
  readonly steps: Step[] = [];
  readonly instances: Instance[] = [];
  readonly #file: string;
  readonly #registered = new Map<string, Instance>();
  readonly #named = new Map<string, Instance>();
  readonly #definitions = new Map<string, Module>();
  #lastDefinition: Module | undefined;
  /** The instance that commands without a name mean; absent after a module that failed. */
  #current: Instance | undefined;

  constructor(file: string, spectest: Module) {
    this.#file = file;
    this.#registered.set("spectest", { id: 0, line: 0, module: spectest, providers: new Map() });
  }

  async read(command: WastCommand): Promise<void> {
    const done = (failure?: string): void => {
      this.outcomes.push({ line: command.line, kind: command.kind, failure });
    };
    switch (command.kind) {
      case "module":
        return this.#module(command.line, command.module);
      case "instance": {
        const { definition, line } = command;
        const module = definition === undefined ? this.#lastDefinition : this.#definitions.get(definition);
        if (!module) return done("no such module definition");
        return this.#instantiate(line, module, command.name);
      }
      case "register": {
        const instance = this.#instance(command.module);
        if (!instance) return done("no such instance");
        this.#registered.set(command.as, instance);
        return;
      }
      case "action":
        return this.#act(command, command.action, (answer) => (answer.kind === "trap" ? answer.message : undefined));
      case "assert_return": {
        const { action, expected } = command;
        const module = this.#instance(action.module)?.module;
        const types = module && resultTypes(module, action);
        return this.#act(command, action, (answer) =>
          answer.kind === "ok" ? compareResults(module!, types!, answer, expected) : `trap: ${answer.message}`,
        );
      }
      case "assert_trap":
      case "assert_exhaustion":
        return this.#act(command, command.action, (answer) => judgeTrap(answer, command.message));
      case "assert_exception":
        return this.#act(command, command.action, (answer) => judgeTrap(answer, "uncaught exception"));
      case "assert_suspension":
        return this.#act(command, command.action, (answer) => judgeTrap(answer, "unhandled tag", isUnhandled));
      case "assert_trap_module": {
        const loaded = await loadModule(command.module, this.#file);
        if (loaded.kind !== "module") return done(`${loaded.kind}: ${loaded.message}`);
        const instance = makeInstance(this.#nextId(), command.line, loaded.module, this.#registered);
        const failure = linkFailure(instance);
        if (failure) return done(failure);
        this.#birth(instance, command.kind, (answer) => judgeTrap(answer, command.message));
        return;
      }
      case "assert_malformed":
      case "assert_malformed_custom":
      case "assert_invalid":
      case "assert_invalid_custom": {
        const wanted = command.kind.startsWith("assert_invalid") ? "invalid" : "malformed";
        const loaded = await loadModule(command.module, this.#file);
        if (loaded.kind === "module") return done("the module is accepted");
        if (loaded.kind !== wanted) return done(`the module is ${loaded.kind}, not ${wanted}: ${loaded.message}`);
        return done(fitsRefusal(command.message, loaded.message));
      }
      case "assert_unlinkable": {
        const loaded = await loadModule(command.module, this.#file);
        if (loaded.kind !== "module") return done(`${loaded.kind}: ${loaded.message}`);
        const instance = makeInstance(this.#nextId(), command.line, loaded.module, this.#registered);
        const failure = linkFailure(instance);
        if (failure) return done(fitsRefusal(command.message, failure));
        if (!hasSizeChecks(instance)) return done("the module links");
        // Only the size of a memory or table can still be wrong, which shows at run time.
        this.instances.push(instance);
        this.steps.push({
          instance,
          line: command.line,
          kind: command.kind,
          send: () => `call ${fitsName(instance)}`,
          judge: (answer) => (answer.kind === "ok" && answer.words[0] === 0n ? undefined : "the module links"),
        });
        return;
      }
    }
  }

  async #module(line: number, module: WastModule): Promise<void> {
    const loaded = await loadModule(module, this.#file);
    if (loaded.kind !== "module") {
      this.#current = undefined;
      if (module.name !== undefined) this.#named.delete(module.name);
      this.outcomes.push({ line, kind: "module", failure: `${loaded.kind}: ${loaded.message}` });
      return;
    }
    if (module.isInstance) return this.#instantiate(line, loaded.module, module.name);
    this.#lastDefinition = loaded.module;
    if (module.name !== undefined) this.#definitions.set(module.name, loaded.module);
    this.outcomes.push({ line, kind: "module" });
  }

  #instantiate(line: number, module: Module, name: string | undefined): void {
    const instance = makeInstance(this.#nextId(), line, module, this.#registered);
    const failure = linkFailure(instance);
    this.#current = failure ? undefined : instance;
    if (name !== undefined) this.#named.delete(name);
    if (failure) {
      this.outcomes.push({ line, kind: "module", failure });
      return;
    }
    if (name !== undefined) this.#named.set(name, instance);
    this.#birth(instance, "module", (answer) =>
      answer.kind === "trap" ? `instantiation traps: ${answer.message}` : undefined,
    );
  }

  /** The steps of an instantiation: are memories and tables large enough, then segments and start function. */
  #birth(instance: Instance, kind: WastCommand["kind"], judge: Step["judge"]): void {
    const { line } = instance;
    this.instances.push(instance);
    if (hasSizeChecks(instance))
      this.steps.push({
        instance,
        line,
        kind: "module",
        send: (isAlone) => (isAlone ? "skip" : `call ${fitsName(instance)}`),
        judge: (answer) =>
          answer.kind === "ok" && answer.words[0] === 0n ? "an imported memory or table is too small" : undefined,
      });
    this.steps.push({
      instance,
      line,
      kind,
      send: (isAlone) => (isAlone ? "start" : `call ${initName(instance)}`),
      judge,
    });
  }

  #nextId(): number {
    return (this.#ids += 1);
  }
  #ids = 0;

  #instance(name: string | undefined): Instance | undefined {
    return name === undefined ? this.#current : this.#named.get(name);
  }

  #act(command: WastCommand, action: WastAction, judge: Step["judge"]): void {
    const { line, kind } = command;
    const fail = (failure: string): void => void this.outcomes.push({ line, kind, failure });
    const instance = this.#instance(action.module);
    if (!instance) return fail("there is no such instance (its module failed)");
    const { exports } = instance.module;
    const index = exports.findIndex((e) => e.name === action.name);
    const wanted = action.kind === "get" ? "global" : "func";
    if (exports[index]?.kind !== wanted) return fail(`the instance exports no ${wanted} "${action.name}"`);
    const args = action.kind === "invoke" ? action.args.flatMap(toSlots) : [];
    const words = args.map((word) => ` ${word.toString(16)}`).join("");
    this.steps.push({ instance, line, kind, send: () => `call ${callName(instance, index)}${words}`, judge });
  }
}

/** What the action gives, when the instance has such an export. */
function resultTypes(module: Module, action: WastAction): readonly ValType[] | undefined {
  const found = findExport(module, action.name);
  if (found?.kind === "global") return [indexSpaces(module).globals[found.index].type];
  return found?.kind === "func" ? funcType(module, found.index)?.results : undefined;
}

function judgeTrap(
  answer: Answer,
  wanted: string,
  accepts: (code: number) => boolean = (code) => !isUnhandled(code) || wanted.startsWith("unhandled"),
): string | undefined {
  if (answer.kind !== "trap") return `it returns, expected: ${wanted}`;
  if (!accepts(answer.code)) return `trap: ${answer.message}, expected: ${wanted}`;
  return fitsTrap(wanted, answer.message);
}
