// Every program below tree/, which imports what only a Go source tree has, with the output real Go gave it. These are large:
// they are compiled without optimisation.

import { join } from "node:path";
import { programsIn, testPrograms } from "../../cli/test/support/programs.ts";

testPrograms(
  "Go programs on packages of a Go source tree",
  programsIn(join(import.meta.dirname, "tree")),
  0,
  1_200_000,
);
