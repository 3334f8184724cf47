// Mutants of a module: of its bytes, and of its structure. Most are invalid; each must be refused in words or behave.

import { type Instr, instructions, type Module, type Op } from "../../wasmfx-backend/index.ts";
import type { Random } from "./random.ts";

/** A few bytes changed, inserted, deleted or copied from elsewhere. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const result = [...bytes];
  const at = (): number =>
    random.chance(30) ? random.below(Math.min(result.length, 120)) : random.below(result.length);
  for (let n = 1 + random.below(6); n > 0 && result.length > 8; n--) {
    switch (random.below(6)) {
      case 0:
        result[at()] = random.below(256);
        break;
      case 1:
        result[at()] ^= 1 << random.below(8);
        break;
      case 2:
        result.splice(at(), 0, random.pick([0, 1, 0x7f, 0x80, 0xff, 0x40, random.below(256)]));
        break;
      case 3:
        result.splice(at(), 1 + random.below(4));
        break;
      case 4: {
        const from = at();
        result.splice(at(), 0, ...result.slice(from, from + 1 + random.below(12)));
        break;
      }
      default:
        if (random.chance(20)) result.length = at();
        else
          result[at()] = random.pick([
            0x00, 0x7f, 0x80, 0xff, 0x0b, 0x5d, 0x64, 0xe0, 0xe2, 0xe3, 0xe4, 0xe6, 0xfb, 0xfc, 0xfd,
          ]);
    }
  }
  return Uint8Array.from(result);
}

const ops = Object.keys(instructions) as Op[];
/** Instructions by immediate form and signature: replacing one by another of its kind keeps a module well-formed. */
const alike = new Map<string, Op[]>();
for (const op of ops) {
  const [, form, signature] = instructions[op] as readonly [unknown, string, string?];
  const key = signature === undefined ? form : `${form} ${signature}`;
  alike.set(key, [...(alike.get(key) ?? []), op]);
}
const kin = (op: Op): readonly Op[] => {
  const [, form, signature] = instructions[op] as readonly [unknown, string, string?];
  return alike.get(signature === undefined ? form : `${form} ${signature}`)!;
};

/** Changes instructions and immediates of some functions, in place. */
export function mutateModule(module: Module, random: Random): void {
  for (let n = 1 + random.below(4); n > 0; n--) {
    const func = random.pick(module.funcs);
    if (func.body.length === 0) continue;
    const at = random.below(func.body.length);
    const instr = func.body[at];
    switch (random.below(7)) {
      case 0:
      case 1:
      case 2:
        func.body[at] = { ...instr, op: random.pick(kin(instr.op)) } as Instr;
        break;
      case 3:
        func.body.splice(at, 1);
        break;
      case 4:
        func.body.splice(at, 0, instr);
        break;
      case 5:
        func.body[at] = shifted(instr, random);
        break;
      default: {
        const other = random.below(func.body.length);
        [func.body[at], func.body[other]] = [func.body[other], func.body[at]];
      }
    }
  }
}

/** One numeric immediate moved by a little, or to something large. */
function shifted(instr: Instr, random: Random): Instr {
  const fields = Object.entries(instr).filter(
    ([name, value]) => name !== "op" && (typeof value === "number" || typeof value === "bigint"),
  );
  if (fields.length === 0) return instr;
  const [name, value] = random.pick(fields);
  const by = random.pick([-1, 1, 2, 7, 1000]);
  const moved = typeof value === "bigint" ? (value as bigint) + BigInt(by) : (value as number) + by;
  const limits: Readonly<Record<string, (v: number) => number>> = { lane: (v) => v & 255, align: (v) => v & 63 };
  const fixed =
    typeof moved === "bigint"
      ? moved < 0n
        ? 0n
        : moved
      : (limits[name]?.(moved) ?? Math.max(name === "value" ? moved | 0 : 0, moved));
  return { ...instr, [name]: fixed } as Instr;
}
