// Structured control: blocks become basic blocks with phis, branches note what they pass, dead code is not translated.

import { type BlockType, funcTypeAt, type InstrOfForm } from "../../../wasmfx-backend/index.ts";
import type { Body, Frame } from "./body.ts";
import type { Block } from "./ir-builder.ts";
import type { Shape, Value } from "./llvm.ts";

export function blockShapes(body: Body, type: BlockType): { params: Shape[]; results: Shape[] } {
  switch (type.kind) {
    case "empty":
      return { params: [], results: [] };
    case "value":
      return { params: [], results: [body.shape(type.type)] };
    case "func": {
      const { params, results } = funcTypeAt(body.context.module, type.type)!;
      return { params: body.shapes(params), results: body.shapes(results) };
    }
  }
}

/** Opens a frame whose parameters are already on the operand stack. */
export function openFrame(body: Body, frame: Omit<Frame, "height" | "incoming">): void {
  body.frames.push({ ...frame, height: body.stack.length - frame.params.length, incoming: [] });
}

export function block(body: Body, { type }: InstrOfForm<"block">): void {
  openFrame(body, { kind: "block", ...blockShapes(body, type), after: body.newBlock("after") });
}

export function loop(body: Body, { type }: InstrOfForm<"block">): void {
  const { params, results } = blockShapes(body, type);
  const from = body.here();
  const loopHead = body.newBlock("loop");
  body.builder.CreateBr(loopHead);
  body.builder.SetInsertPoint(loopHead);
  const args = body.popMany(params.length);
  const loopPhis = body.phis(params);
  loopPhis.forEach((phi, i) => {
    phi.addIncoming(args[i], from);
  });
  body.pushMany(loopPhis, params);
  openFrame(body, { kind: "loop", params, results, after: body.newBlock("after"), loopHead, loopPhis });
}

export function ifThen(body: Body, { type }: InstrOfForm<"block">): void {
  const { params, results } = blockShapes(body, type);
  const condition = body.condition(body.pop());
  const then = body.newBlock("then");
  const otherwise = body.newBlock("else");
  body.builder.CreateCondBr(condition, then, otherwise);
  body.builder.SetInsertPoint(then);
  const values = params.length === 0 ? [] : body.stack.slice(body.stack.length - params.length).map((o) => o.value);
  openFrame(body, {
    kind: "if",
    params,
    results,
    after: body.newBlock("after"),
    otherwise: { block: otherwise, values },
  });
}

/** Called at `else`, in reachable or unreachable code. */
export function elseBranch(body: Body): void {
  const frame = body.frameOf(0);
  finishArm(body, frame);
  startElse(body, frame);
}

function startElse(body: Body, frame: Frame): void {
  const { block: otherwise, values } = frame.otherwise!;
  frame.otherwise = undefined;
  body.builder.SetInsertPoint(otherwise);
  body.unreachable = false;
  body.pushMany(values, frame.params);
}

/** Passes the results of a block's end to what follows, and drops its operands. */
function finishArm(body: Body, frame: Frame): void {
  if (!body.unreachable) {
    const values = body.popMany(frame.results.length);
    frame.incoming.push({ from: body.here(), values });
    body.builder.CreateBr(frame.after);
  }
  body.stack.length = frame.height;
}

/** Called at the `end` of a block (not of the function), in reachable or unreachable code. */
export function end(body: Body): void {
  const frame = body.frames.pop()!;
  finishArm(body, frame);
  if (frame.otherwise) {
    // An `if` without `else`: its parameters are its results.
    startElse(body, frame);
    finishArm(body, frame);
  }
  if (frame.kind === "try_table") body.scope = frame.outerScope;
  if (frame.incoming.length === 0) {
    body.builder.SetInsertPoint(frame.after);
    body.builder.CreateUnreachable();
    body.unreachable = true;
    return;
  }
  body.unreachable = false;
  body.builder.SetInsertPoint(frame.after);
  body.pushMany(mergeIncoming(body, frame), frame.results);
}

function mergeIncoming(body: Body, frame: Frame): readonly Value[] {
  if (frame.results.length === 0) return [];
  if (frame.incoming.length === 1) return frame.incoming[0].values;
  const phis = body.phis(frame.results);
  for (const { from, values } of frame.incoming) {
    phis.forEach((phi, i) => {
      phi.addIncoming(values[i], from);
    });
  }
  return phis;
}

export function br(body: Body, { label }: InstrOfForm<"label">): void {
  const frame = body.frameOf(label);
  body.branch(frame, body.labelValues(frame));
  body.terminated();
}

/** Branches to `label` when the i1 `condition` holds; the passed values stay for the code that follows. */
export function branchIf(body: Body, label: number, condition: Value): void {
  const frame = body.frameOf(label);
  const target = body.branchBlock(frame, body.labelValues(frame));
  const next = body.newBlock("next");
  body.builder.CreateCondBr(condition, target.block, next);
  target.fill();
  body.builder.SetInsertPoint(next);
}

export function brIf(body: Body, { label }: InstrOfForm<"label">): void {
  branchIf(body, label, body.condition(body.pop()));
}

export function brTable(body: Body, { labels, label }: InstrOfForm<"br_table">): void {
  const index = body.pop();
  const targets = new Map<number, ReturnType<Body["branchBlock"]>>();
  const targetOf = (depth: number): Block => {
    let target = targets.get(depth);
    if (!target) {
      const frame = body.frameOf(depth);
      target = body.branchBlock(frame, body.labelValues(frame));
      targets.set(depth, target);
    }
    return target.block;
  };
  const select = body.builder.CreateSwitch(index, targetOf(label));
  labels.forEach((depth, i) => {
    if (depth !== label) select.addCase(body.i32(i), targetOf(depth));
  });
  for (const target of targets.values()) target.fill();
  body.terminated();
}

export function returnValues(body: Body): void {
  body.emitReturn(body.popMany(body.signature.results.length));
  body.terminated();
}

export function unreachable(body: Body): void {
  body.trap("unreachable");
  body.terminated();
}

/** select and select_t. */
export function select(body: Body): void {
  const condition = body.isNonZero(body.pop());
  const right = body.popOperand();
  const left = body.pop();
  body.push(body.builder.CreateSelect(condition, left, right.value), right.shape);
}
