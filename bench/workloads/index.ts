// Every workload of the bench, in the order of the report.

import type { Group } from "../workload.ts";
import { cCompute } from "./c-compute.ts";
import { fiberSuite, fiberSwitchSuite } from "./fibers.ts";
import { garbageCollection } from "./gc.ts";
import { goCompute, goFibers, goGoroutines } from "./go.ts";
import { switching } from "./switching.ts";
import { toolchain } from "./toolchain.ts";

export const groups: readonly Group[] = [
  switching,
  fiberSuite,
  fiberSwitchSuite,
  goGoroutines,
  goFibers,
  goCompute,
  garbageCollection,
  cCompute,
  toolchain,
];
