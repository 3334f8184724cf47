// Variables with a //go:embed line have their files as first value, in static memory.
//
//   string     the file's bytes, shared with equal constants
//   []byte     a copy of its own, which the program may change
//   embed.FS   a slice of {name, data string}: the files, and the directories above them with a final slash, by name

import { type EmbeddedFile, embedKind } from "../types/embed.ts";
import type { Var } from "../types/types.ts";
import { bug } from "./bug.ts";
import type { Piece, StaticData } from "./static-data.ts";

export function writeEmbedded(data: StaticData, piece: Piece, v: Var, files: ReadonlyMap<string, EmbeddedFile>): void {
  const string = (to: Piece, offset: number, text: string): void => {
    to.u32(offset, data.string(text));
    to.u32(offset + 4, text.length);
  };
  const slice = (elements: Piece, count: number): void => {
    piece.u32(0, count === 0 ? 0 : elements.address);
    piece.u32(4, count);
    piece.u32(8, count);
  };
  const [first] = files.values();
  switch (embedKind(v.type)) {
    case "string":
      return string(piece, 0, first.data);
    case "bytes": {
      const bytes = data.reserve(first.data.length, 1);
      bytes.bytes.set(Buffer.from(first.data, "latin1"));
      return slice(bytes, first.data.length);
    }
    case "files": {
      const all = withDirectories(files);
      const list = data.reserve(all.length * 16);
      all.forEach((file, i) => {
        string(list, i * 16, Buffer.from(file.name, "utf8").toString("latin1"));
        string(list, i * 16 + 8, file.data);
      });
      return slice(list, all.length);
    }
    default:
      bug("embed", `a variable of type ${v.type.kind}`);
  }
}

function withDirectories(files: ReadonlyMap<string, EmbeddedFile>): EmbeddedFile[] {
  const all = new Map(files);
  for (const name of files.keys()) {
    for (let at = name.indexOf("/"); at >= 0; at = name.indexOf("/", at + 1)) {
      const dir = name.slice(0, at + 1);
      all.set(dir, { name: dir, data: "" });
    }
  }
  // A directory stands where its name without the slash would.
  const key = (name: string): string => name.replace(/\/$/, "");
  return [...all.values()].sort((a, b) => Buffer.compare(Buffer.from(key(a.name)), Buffer.from(key(b.name))));
}
