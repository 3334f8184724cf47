// Every workload of the bench, in the order of the report.

import type { Group } from "../workload.ts";
import { cCompute } from "./c-compute.ts";
import { fiberSuite, fiberSwitchSuite } from "./fibers.ts";
import { goCompute, goGoroutines } from "./go.ts";
import { switching } from "./switching.ts";

export const groups: readonly Group[] = [switching, fiberSuite, fiberSwitchSuite, goGoroutines, goCompute, cCompute];
