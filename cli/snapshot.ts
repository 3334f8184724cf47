// The command line's entry when weft starts from a snapshot: everything here runs once, when weft is built, and a process begins
// at the main function with the heap that this has left. scripts/snapshot.mjs takes the snapshot.

import { startupSnapshot } from "node:v8";
import { makeLibrary } from "../frontend-go-subset/index.ts";
// What commands load when they need it is there from the start.
import "./build-program.ts";
import { runCommandLine } from "./command-line.ts";
import { answerRequest, buildRequest } from "./compile-process.ts";
import { bundledPackages, GoSourceFinder } from "./go-sources.ts";
import { keepLibrary } from "./prebuilt.ts";

const finder = new GoSourceFinder("/", null);
keepLibrary(makeLibrary(bundledPackages(), (path, importer) => finder.find(path, importer)));
startupSnapshot.setDeserializeMainFunction(
  () => void runCommandLine(process.argv[2] === buildRequest ? answerRequest : undefined),
);
