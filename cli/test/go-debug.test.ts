// The GODEBUG settings of a program, from its module's Go release and what it says itself.

import assert from "node:assert/strict";
import { defaultGodebug } from "../go-debug.ts";
import { parseGoMod } from "../go-module.ts";

describe("GODEBUG defaults", () => {
  const of = (goMod: string, ...files: string[]): string =>
    defaultGodebug(
      parseGoMod(`module m\n\n${goMod}\n`, "/m"),
      files.map((text) => ({ path: "a.go", text })),
    );

  it("are those of the module's release", () => {
    assert.equal(of("go 1.26"), "");
    assert.equal(of("go 1.25.3"), "cryptocustomrand=1,tlssecpmlkem=0,urlstrictcolons=0");
    assert.match(of("go 1.20"), /,randseednop=0,.*,tls10server=1,/);
    assert.equal(of("go 1.13"), of("go 1.20"));
    assert.equal(defaultGodebug(undefined, []), "");
  });

  it("can be set in go.mod and in package main, which counts more", () => {
    assert.equal(of("go 1.26\n\ngodebug a=1"), "a=1");
    const block = "go 1.25\n\ngodebug (\n\tdefault=go1.26\n\turlstrictcolons=0 // why\n)\n";
    assert.equal(of(block), "urlstrictcolons=0");
    assert.equal(of(block, "//go:debug b=2\n\npackage main\n\n//go:debug c=3\n"), "b=2,urlstrictcolons=0");
    assert.equal(of("go 1.26\n\ngodebug a=1", "// x\n//go:debug a=2\npackage main\n"), "a=2");
  });
});
