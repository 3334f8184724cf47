import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commandHelp, type ParsedArgs, parseCommandArgs, UsageError } from "../command.ts";
import { commands, findCommand } from "../commands.ts";
import { completionScript } from "../completion.ts";
import { parseGoMod } from "../go-module.ts";
import { readInputs } from "../inputs.ts";
import { buildOptions, runEnvironment } from "../options.ts";

const parse = (name: string, ...words: string[]): ParsedArgs => parseCommandArgs(findCommand(name)!, words);

describe("command line", () => {
  it("splits the program's arguments at --", () => {
    const args = parse("run", "-O", "1", "main.go", "--", "--flag", "x");
    assert.deepEqual([args.positionals, args.rest, args.value("optimize")], [["main.go"], ["--flag", "x"], "1"]);
  });

  it("says where the program's arguments go", async () => {
    for (const words of [["input.txt"], ["b.go", "input"]])
      await assert.rejects(async () => findCommand("run")!.run(parse("run", "a.go", ...words)), {
        message: new RegExp(`^${words.at(-1)} is not a source file; arguments of the program come after --`),
      });
  });

  it("gives exec's words after the file to the program", () => {
    const args = parse("exec", "--invoke", "fib", "lib.wat", "30", "--", "-x");
    assert.deepEqual([args.positionals, args.rest, args.value("invoke")], [["lib.wat"], ["30", "--", "-x"], "fib"]);
  });

  for (const [words, message] of [
    [["run", "--engine", "jsc", "a.go"], /--engine takes one of native, v8, not 'jsc'/],
    [["run", "--nonsense", "a.go"], /unknown option '--nonsense'/],
    [["build", "a.go", "--output"], /output/],
  ] as const) {
    it(`refuses weft ${words.join(" ")}`, () => {
      assert.throws(
        () => parse(words[0], ...words.slice(1)),
        (e) => e instanceof UsageError && message.test(e.message),
      );
    });
  }

  it("refuses `switch` under V8", () => {
    assert.throws(() => buildOptions(parse("run", "--engine=v8", "--scheduler=switch", "a.go"), 1), UsageError);
    assert.equal(buildOptions(parse("run", "--engine=v8", "a.go"), 1).scheduler, "suspend");
  });

  it("turns sizes and directories into the engine's environment", () => {
    const args = parse("run", "--stack-size=2M", "--dir=/data=/tmp", "--dir=.", "a.go");
    assert.deepEqual(runEnvironment(args), { WEFT_STACK_SIZE: "2097152", WEFT_DIRS: "/data=/tmp:.=." });
    for (const wrong of ["--stack-size=big", "--stack-size=7", "--stack-size=2G", "--dir=/no/such", "--dir=/tmp:/"])
      assert.throws(() => runEnvironment(parse("run", wrong, "a.go")), UsageError, wrong);
  });

  for (const command of commands) {
    it(`${command.name} --help names its options and gives examples`, () => {
      const help = commandHelp(command);
      for (const option of command.options) assert.ok(help.includes(`--${option.name}`), option.name);
      assert.ok(command.examples.length > 0 && command.examples.every((e) => help.includes(e)));
    });
  }
});

describe("completion", () => {
  for (const shell of ["bash", "zsh", "fish"] as const) {
    it(`${shell}: names every command`, () => {
      const script = completionScript(shell, commands);
      for (const command of commands) assert.ok(script.includes(command.name), command.name);
    });
  }

  it("bash completes commands, options and their values", () => {
    const script = `${completionScript("bash", commands)}
      try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _weft; echo "\${COMPREPLY[*]}"; }
      try weft bu; try weft build --em; try weft build --emit w`;
    const shell = spawnSync("bash", ["-c", script], { encoding: "utf8" });
    assert.equal(shell.stdout, "build\n--emit\nwat wasm\n", shell.stderr);
  });
});

describe("inputs", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "weft-inputs-"));
    for (const name of ["b.go", "a.go", "a_test.go", "x.c", "y.wat", "README.md"])
      writeFileSync(join(folder, name), "");
  });
  after(() => rmSync(folder, { recursive: true }));

  it("sorts a folder's files by language and leaves tests out", () => {
    const { inputs } = readInputs([folder]);
    assert.deepEqual(inputs?.go, [join(folder, "a.go"), join(folder, "b.go")]);
    assert.deepEqual([inputs?.c.length, inputs?.wat.length, inputs?.wasm.length], [1, 1, 0]);
  });

  it("says what is wrong with each path", () => {
    const { inputs, diagnostics } = readInputs([join(folder, "none.go"), join(folder, "README.md")]);
    assert.equal(inputs, undefined);
    assert.match(
      diagnostics.map((d) => d.message).join("\n"),
      /none\.go: no such file or directory\n.*README\.md: not a file weft knows/,
    );
  });
});

describe("go.mod", () => {
  it("gives the module's path and local replacements", () => {
    const text =
      'module "example.com/app" // the app\n\ngo 1.26\n\nreplace example.com/lib v1.2.0 => ../lib\nreplace (\n\texample.com/a => ./a\n\texample.com/b => example.com/c v1.0.0\n)\n';
    const module = parseGoMod(text, "/src/app");
    assert.equal(module?.path, "example.com/app");
    assert.equal(module?.goVersion, 26);
    assert.equal(parseGoMod("module m\n", "/")?.goVersion, 16);
    assert.deepEqual(
      [...module!.replaced],
      [
        ["example.com/lib", "/src/lib"],
        ["example.com/a", "/src/app/a"],
      ],
    );
  });
});
