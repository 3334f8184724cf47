// Every example with a committed output, on both engines.

import { join } from "node:path";
import { programsIn, testPrograms } from "../../cli/test/support/programs.ts";

for (const folder of ["go", "c", "mixed"]) {
  testPrograms(`examples/${folder}`, programsIn(join(import.meta.dirname, "..", folder)), 2);
}
