// Exit code 0 when node_modules holds every package of package-lock.json in its version: a change of the lock that
// changes no package (a dependency that was there already is now named) needs no installation.

import { readFileSync } from "node:fs";

const read = (path) => JSON.parse(readFileSync(path, "utf8")).packages;
const installed = read("node_modules/.package-lock.json");
const isThere = ([path, { version, optional, devOptional }]) =>
  path === "" || installed[path]?.version === version || ((optional || devOptional) && !installed[path]);
process.exitCode = Object.entries(read("package-lock.json")).every(isThere) ? 0 : 1;
