// Custom sections of the merged module. Those that describe code by byte offset or the layout of one input's index
// spaces would lie after merging and go; `target_features` and `producers` are united; the rest is kept, each once.

import type { CustomSection } from "../wasmfx-backend/index.ts";
import type { LinkInput } from "./resolve.ts";

const dropped = (name: string): boolean =>
  name.startsWith(".debug_") ||
  name.startsWith("reloc.") ||
  name.startsWith("metadata.code.") ||
  ["linking", "dylink", "dylink.0", "sourceMappingURL", "external_debug_info", "build_id"].includes(name);

export function mergeCustoms(inputs: readonly LinkInput[]): CustomSection[] {
  const kept: CustomSection[] = [];
  const features = new Map<string, string>();
  const producers = new Map<string, Map<string, string>>();
  let featuresSeen = false;
  for (const { module } of inputs) {
    for (const section of module.customs) {
      if (dropped(section.name)) continue;
      if (section.name === "target_features") {
        featuresSeen = true;
        for (const [feature, prefix] of readFeatures(section.bytes)) features.set(feature, prefix);
      } else if (section.name === "producers") {
        for (const [field, values] of readProducers(section.bytes)) {
          const all = producers.get(field) ?? new Map<string, string>();
          for (const [tool, version] of values) all.set(tool, version);
          producers.set(field, all);
        }
      } else if (!kept.some((k) => k.name === section.name && Buffer.compare(k.bytes, section.bytes) === 0)) {
        kept.push(section);
      }
    }
  }
  if (producers.size > 0) kept.push({ name: "producers", bytes: writeProducers(producers) });
  // Every input must say which features it uses, or the list would be too short for the merged code.
  const complete = inputs.every(({ module }) => module.customs.some((c) => c.name === "target_features"));
  if (featuresSeen && complete) kept.push({ name: "target_features", bytes: writeFeatures(features) });
  return kept;
}

// Tool conventions, "Target Features Section": vec of (prefix byte '+' or '-', name).

function readFeatures(bytes: Uint8Array): [string, string][] {
  const reader = new Reader(bytes);
  const count = reader.u32();
  return Array.from({ length: count }, () => {
    const prefix = String.fromCharCode(reader.byte());
    return [reader.text(), prefix];
  });
}

function writeFeatures(features: ReadonlyMap<string, string>): Uint8Array {
  const sorted = [...features].sort(([a], [b]) => (a < b ? -1 : 1));
  return Uint8Array.from([
    ...u32(sorted.length),
    ...sorted.flatMap(([name, prefix]) => [prefix.charCodeAt(0), ...text(name)]),
  ]);
}

// Tool conventions, "Producers Section": vec of (field name, vec of (tool, version)).

function readProducers(bytes: Uint8Array): [string, [string, string][]][] {
  const reader = new Reader(bytes);
  return Array.from({ length: reader.u32() }, () => {
    const field = reader.text();
    return [field, Array.from({ length: reader.u32() }, (): [string, string] => [reader.text(), reader.text()])];
  });
}

function writeProducers(producers: ReadonlyMap<string, ReadonlyMap<string, string>>): Uint8Array {
  const fields = [...producers].flatMap(([field, values]) => [
    ...text(field),
    ...u32(values.size),
    ...[...values].flatMap(([tool, version]) => [...text(tool), ...text(version)]),
  ]);
  return Uint8Array.from([...u32(producers.size), ...fields]);
}

/** Reads the few primitives these sections are made of. Past the end everything reads as zero or empty. */
class Reader {
  private readonly bytes: Uint8Array;
  private at = 0;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  byte(): number {
    return this.bytes[this.at++] ?? 0;
  }

  u32(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    // A count larger than what is left cannot be right.
    return Math.min(value, this.bytes.length);
  }

  text(): string {
    const length = this.u32();
    this.at += length;
    return Buffer.from(this.bytes.subarray(this.at - length, this.at)).toString("utf8");
  }
}

function u32(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...u32(value >>> 7)];
}

function text(value: string): number[] {
  const bytes = Buffer.from(value, "utf8");
  return [...u32(bytes.length), ...bytes];
}
