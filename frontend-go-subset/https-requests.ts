// Programs that make requests to https:// addresses compile with a net/http that cannot: what they need is found in their texts.
//
//   resp, err := http.Get("https://" + host)    { package: "net/http", member: "https", span: of the string }

import { walk } from "./lower/walk.ts";
import type { SourceSet } from "./syntax/index.ts";
import type { CheckedPackage, Missing } from "./types/index.ts";

/** What shows that a package makes requests, and does not only answer them. */
const clientNames: ReadonlySet<string> = new Set(
  "Client DefaultClient Get Head NewRequest NewRequestWithContext Post PostForm Transport".split(" "),
);

/** The first such address in each package that is not of the standard library. */
export function httpsRequests(packages: readonly CheckedPackage[], sources: SourceSet): Missing[] {
  return packages.filter((p) => !p.isStd && isClient(p)).flatMap((p) => firstAddress(p, sources) ?? []);
}

function isClient({ info }: CheckedPackage): boolean {
  for (const obj of info.uses.values())
    if (obj.pkg?.path === "net/http" && clientNames.has(obj.name) && obj.parent === obj.pkg.scope) return true;
  return false;
}

function firstAddress({ files }: CheckedPackage, sources: SourceSet): Missing | undefined {
  let found: Missing | undefined;
  for (const file of files)
    walk(file, (node) => {
      if (!found && node.kind === "BasicLit" && /^["`]https:\/\//.test(node.value))
        found = { package: "net/http", member: "https", span: sources.span(node.pos, node.end) };
      return found === undefined;
    });
  return found;
}
