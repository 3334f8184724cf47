// Every program of run/, natively and under V8. The .out files come from the machine's own C compiler: oracle/bless.ts.

import { join } from "node:path";
import { programsIn, testPrograms } from "../../cli/test/support/programs.ts";

testPrograms("frontend-c/test/run", programsIn(join(import.meta.dirname, "run")), 2);
