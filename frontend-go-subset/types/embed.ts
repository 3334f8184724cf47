// //go:embed: the files for the variables that ask for some. How files are found is the caller's business.

import type { Diagnostic } from "../../diagnostics/index.ts";
import type { SourceSet } from "../syntax/source.ts";
import type { EmbedDirective, Info } from "./info.ts";
import { typeString } from "./type-string.ts";
import type { Type } from "./types.ts";
import { asNamed, underlying } from "./under.ts";

export interface EmbeddedFile {
  /** Below the package's folder, with slashes. */
  readonly name: string;
  /** One character per byte. */
  readonly data: string;
}

/** The files that a pattern names, or why there are none. */
export type Embedder = (pattern: string) => { readonly files: readonly EmbeddedFile[] } | { readonly why: string };

export type EmbedKind = "string" | "bytes" | "files";

/** What a variable of that type can hold; undefined for other types. */
export function embedKind(t: Type): EmbedKind | undefined {
  const obj = asNamed(t)?.obj;
  if (obj?.name === "FS" && obj.pkg?.path === "embed") return "files";
  const u = underlying(t);
  if (u.kind === "Basic") return u.basic === "string" ? "string" : undefined;
  if (u.kind !== "Slice") return undefined;
  const elem = underlying(u.elem);
  return elem.kind === "Basic" && elem.basic === "uint8" ? "bytes" : undefined;
}

/** Finds the files of a package's directives. The directives of one variable count together. */
export function findEmbedded(info: Info, embed: Embedder | undefined, sources: SourceSet): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const fail = (directive: EmbedDirective, message: string): void =>
    void diagnostics.push({ severity: "error", message, span: sources.span(directive.pragma.pos) });
  for (const directive of info.embeds) {
    const { variable, patterns } = directive;
    const kind = embedKind(variable.type);
    if (!kind) {
      fail(directive, `go:embed cannot apply to var of type ${typeString(variable.type)}`);
      continue;
    }
    const files = info.embedded.get(variable) ?? new Map<string, EmbeddedFile>();
    for (const pattern of patterns) {
      const found = embed?.(pattern) ?? { why: `pattern ${pattern}: no matching files found` };
      if ("why" in found) fail(directive, found.why);
      else for (const file of found.files) files.set(file.name, file);
    }
    if (kind !== "files" && files.size > 1)
      fail(directive, `invalid go:embed: multiple files for type ${typeString(variable.type)}`);
    info.embedded.set(variable, files);
  }
  return diagnostics;
}
