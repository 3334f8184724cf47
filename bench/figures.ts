// How figures are written, and the ratios that a group comes to.

import type { Row } from "./results.ts";
import { geometricMean } from "./turns.ts";
import type { Engine, Group, Shown, Workload } from "./workload.ts";

export function formatTime(nanoseconds: number): string {
  if (nanoseconds < 9.95) return `${nanoseconds.toFixed(1)} ns`;
  if (nanoseconds < 10_000) return `${nanoseconds.toFixed(0)} ns`;
  if (nanoseconds < 10_000_000) return `${(nanoseconds / 1e3).toFixed(0)} µs`;
  if (nanoseconds < 10_000_000_000) return `${(nanoseconds / 1e6).toFixed(0)} ms`;
  return `${(nanoseconds / 1e9).toFixed(1)} s`;
}

export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes.toFixed(0)} B`;
  if (bytes < 1_000_000) return `${(bytes / 1024).toFixed(1)} KiB`;
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}

export const formatValue = (workload: Workload, value: number): string =>
  inBytes(workload.shows) ? formatBytes(value) : formatTime(value);

export const inBytes = (shows: Shown): boolean => shows === "memory" || shows === "peak" || shows === "bytes";

/** Weft's figure over an engine's, when both have one. */
export function ratio(row: Row | undefined, engine: Engine): number | undefined {
  const own = row?.outcomes.weft;
  const peer = row?.outcomes[engine];
  if (!own || !peer || "failure" in own || "failure" in peer) return undefined;
  return own.value / peer.value;
}

/** The engines that a group's workloads are compared with, in the order of their first mention. */
export function peersOf(group: Group): readonly Engine[] {
  return [...new Set(group.workloads.flatMap((w) => w.engines))].filter((engine) => engine !== "weft");
}

/** The geometric mean of weft's ratios to an engine over a group, and of how many workloads. */
export function meanRatio(
  group: Group,
  rows: ReadonlyMap<string, Row>,
  engine: Engine,
): { readonly mean: number; readonly count: number } | undefined {
  const ratios = group.workloads
    .filter((w) => w.shows === "operation" || w.shows === "run")
    .map((w) => ratio(rows.get(w.name), engine))
    .filter((r) => r !== undefined);
  return ratios.length > 0 ? { mean: geometricMean(ratios), count: ratios.length } : undefined;
}
