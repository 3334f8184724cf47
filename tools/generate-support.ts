// Writes the generated part of README.md; `npm run generate` calls it. frontend-go-subset/test/support.test.ts compares.

import { readFileSync, writeFileSync } from "node:fs";
import { readmePath, renderReadme } from "../frontend-go-subset/test/support/table.ts";

writeFileSync(readmePath, renderReadme(readFileSync(readmePath, "utf8")));
