// Every program below run/, with the output real Go gave it, on both engines.

import { join } from "node:path";
import { programsIn, testPrograms } from "../../cli/test/support/programs.ts";

testPrograms("Go programs", programsIn(join(import.meta.dirname, "run")));
