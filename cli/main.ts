// The command line's entry when weft starts from its modules, one by one (snapshot.ts is the one that starts from a snapshot).

import { runCommandLine } from "./command-line.ts";

await runCommandLine();
