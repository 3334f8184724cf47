// Writes the generated part of README.md; `npm run generate` calls it, support.test.ts compares.

import { readFileSync, writeFileSync } from "node:fs";
import { readmePath, renderReadme } from "./table.ts";

writeFileSync(readmePath, renderReadme(readFileSync(readmePath, "utf8")));
