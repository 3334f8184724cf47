// One function through printer, passes and emitter, each state as text.

import assert from "node:assert/strict";
import { FuncBuilder, i32, load, local, newModule, op, toFunc } from "../../ir/builder.ts";
import type { IrModule } from "../../ir/ir.ts";
import { compileIr, runPasses } from "../../ir/pipeline.ts";
import { printFunc } from "../../ir/print.ts";
import { encode } from "../../wasm/encode.ts";
import { printWat } from "../../wasm/wat.ts";

/** sum(list): adds the numbers of a linked list {next, value} and calls `visit` for each node. */
function sumModule(): IrModule {
  const module = newModule();
  module.imports.push({
    name: "visit",
    module: "env",
    field: "visit",
    kind: "func",
    signature: { params: ["ptr"], results: [] },
  });
  for (const name of ["ssp", "ssl", "ssb"]) module.globals.push({ name, type: "i32", mutable: true, init: 0 });
  module.imports.push({
    name: "grow",
    module: "env",
    field: "grow",
    kind: "func",
    signature: { params: [], results: [] },
    safepoint: false,
  });
  const b = new FuncBuilder("sum", { params: ["ptr"], results: ["i32"] }, ["list"]);
  const total = b.local("i32", "total");
  b.loop((exit) => {
    const body = b.block();
    b.branch(op("i32.eqz", local(0)), exit, body);
    b.start(body);
    const value = b.keep("i32", load("i32", local(0), 4), "value");
    b.callInto([], toFunc("visit"), [local(0)]);
    b.set(total, op("i32.add", local(total), value));
    b.set(0, load("ptr", local(0)));
  });
  b.return(op("i32.add", local(total), i32(1)));
  module.funcs.push({ ...b.func, exportName: "sum" });
  return module;
}

const roots = { pointer: "ssp", limit: "ssl", base: "ssb", grow: "grow" };

describe("printIr", () => {
  it("shows a function as the front end made it", () => {
    assert.equal(
      printFunc(sumModule().funcs[0]),
      `func sum(%list ptr) -> i32 export "sum" {
  local %total, %value i32
b0:
  jump b1
b1:
  branch i32.eqz(%list) ? b2 : b3
b2:
  return i32.add(%total, 1)
b3:
  %value = i32.load[%list+4]
  call visit(%list)
  %total = i32.add(%total, %value)
  %list = i32.load:ptr[%list]
  jump b1
}
`,
    );
  });

  it("shows the frame that roots adds", () => {
    assert.equal(
      printFunc(runPasses(sumModule(), { roots }).funcs[0]),
      `func sum(%list ptr) -> i32 export "sum" {
  local %total, %value i32
b0:
  $ssp = i32.sub($ssp, 4)
  branch i32.lt_u($ssp, $ssl) ? b4 : b3
b1:
  $ssp = i32.add($ssp, 4)
  return i32.add(%total, 1)
b2:
  %value = i32.load[%list+4]
  i32.store[$ssp] = %list
  call visit(%list)
  %total = i32.add(%total, %value)
  %list = i32.load:ptr[%list]
  jump b3
b3:
  branch i32.eqz(%list) ? b1 : b2
b4: cold
  call grow()
  jump b3
}
`,
    );
  });

  it("is followed by structured code", async () => {
    const text = await printWat(encode(compileIr(sumModule())));
    const body = /\(func \$sum \(;1;\)[\s\S]*?\n {2}\)/.exec(text)?.[0];
    assert.equal(
      body,
      `(func $sum (;1;) (type 0) (param $list i32) (result i32)
    (local $total i32) (local $value i32)
    loop ;; label = @1
      local.get $list
      i32.eqz
      if ;; label = @2
        local.get $total
        i32.const 1
        i32.add
        return
      end
      local.get $list
      i32.load offset=4
      local.set $value
      local.get $list
      call $visit
      local.get $total
      local.get $value
      i32.add
      local.set $total
      local.get $list
      i32.load
      local.set $list
      br 0 (;@1;)
    end
    unreachable
  )`,
    );
  });
});
