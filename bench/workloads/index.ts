// Every workload of the bench, in the order of the report.

import type { Group } from "../workload.ts";
import { cCompute } from "./c-compute.ts";
import { goCompute, goGoroutines } from "./go.ts";

export const groups: readonly Group[] = [goGoroutines, goCompute, cCompute];
