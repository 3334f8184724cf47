// The GODEBUG settings that hold in a program when $GODEBUG says nothing: those that its module's Go release had, the
// `godebug` lines of go.mod, the //go:debug lines of package main.
//
// Only packages that ask (internal/godebug) see them: weft's math/rand and net/url, those of Go's tree; and the runtime
// sees panicnil.

import type { SourceText } from "../frontend-go-subset/index.ts";
import type { GoModule } from "./go-module.ts";

/** Setting -> the release that changed its default, and the value that brings the old behaviour back (internal/godebugs). */
const changed: Readonly<Record<string, readonly [release: number, old: string]>> = {
  cryptocustomrand: [26, "1"],
  gotypesalias: [23, "0"],
  httpcookiemaxnum: [24, "0"],
  httplaxcontentlength: [22, "1"],
  httpmuxgo121: [22, "1"],
  httpservecontentkeepheaders: [23, "1"],
  panicnil: [21, "1"],
  randseednop: [24, "0"],
  rsa1024min: [24, "0"],
  tls10server: [22, "1"],
  tls3des: [23, "1"],
  tlsmlkem: [24, "0"],
  tlsrsakex: [22, "1"],
  tlssecpmlkem: [26, "0"],
  tlssha1: [25, "1"],
  tlsunsafeekm: [22, "1"],
  urlmaxqueryparams: [24, "0"],
  urlstrictcolons: [26, "0"],
  x509keypairleaf: [23, "0"],
  x509negativeserial: [23, "1"],
  x509rsacrt: [24, "0"],
  x509sha256skid: [25, "0"],
  x509usepolicies: [24, "0"],
};

/** key=value,... or "" when everything is as the newest release has it. sources: the files whose //go:debug lines count. */
export function defaultGodebug(module: GoModule | undefined, sources: readonly SourceText[]): string {
  const said = new Map<string, string>([
    ...(module?.godebug ?? []),
    ...sources.flatMap((file) => debugLines(file.text)),
  ]);
  const asked = /^go1\.(\d+)/.exec(said.get("default") ?? "")?.[1];
  said.delete("default");
  // Modules older than the settings are taken for the last release that had none of them.
  const release = asked !== undefined ? Number(asked) : module && Math.max(module.goVersion, 20);
  const settings = new Map<string, string>();
  if (release !== undefined)
    for (const [key, [since, old]] of Object.entries(changed)) if (release < since) settings.set(key, old);
  for (const [key, value] of said) settings.set(key, value);
  return [...settings]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`)
    .join(",");
}

/** The //go:debug key=value lines above a package clause. */
function debugLines(text: string): [string, string][] {
  const head = text.slice(0, Math.max(0, text.search(/^package\s/m)));
  return Array.from(head.matchAll(/^\/\/go:debug[ \t]+([^\s=]+)=(\S*)[ \t]*$/gm), ([, key, value]) => [key, value]);
}
