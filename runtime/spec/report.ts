// The results of a run as text: a line per file, totals per proposal, every failure with its place.

import { proposalOf } from "./proposals.ts";
import type { Outcome } from "./script.ts";

export interface FileResult {
  readonly file: string;
  readonly outcomes: readonly Outcome[];
  readonly seconds: number;
}

interface Count {
  assertions: number;
  passed: number;
  /** Modules that must instantiate, actions that must not fail, registrations. */
  others: number;
  otherFailures: number;
  unsupported: number;
  files: number;
  seconds: number;
}

const isAssertion = ({ kind }: Outcome): boolean => kind.startsWith("assert_");

function count(results: readonly FileResult[]): Count {
  const total: Count = { assertions: 0, passed: 0, others: 0, otherFailures: 0, unsupported: 0, files: 0, seconds: 0 };
  for (const { outcomes, seconds } of results) {
    total.files++;
    total.seconds += seconds;
    for (const outcome of outcomes) {
      if (outcome.isUnsupported) total.unsupported++;
      if (isAssertion(outcome)) {
        total.assertions++;
        if (outcome.failure === undefined) total.passed++;
      } else {
        total.others++;
        if (outcome.failure !== undefined) total.otherFailures++;
      }
    }
  }
  return total;
}

export const failures = ({ outcomes }: FileResult): Outcome[] => outcomes.filter((o) => o.failure !== undefined);

const columns = ["files", "assertions", "passed", "failed", "unsupported", "modules etc.", "failed", "seconds"];

const cells = (c: Count): string[] =>
  [
    c.files,
    c.assertions,
    c.passed,
    c.assertions - c.passed,
    c.unsupported,
    c.others,
    c.otherFailures,
    c.seconds.toFixed(1),
  ].map(String);

function table(head: string, rows: readonly (readonly [string, Count])[]): string {
  const lines = [[head, ...columns], ...rows.map(([name, c]) => [name, ...cells(c)])];
  const widths = lines[0].map((_, i) => Math.max(...lines.map((line) => line[i].length)));
  return lines
    .map((line) => line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join("  "))
    .map((line) => `${line}\n`)
    .join("");
}

export function perFile(results: readonly FileResult[]): string {
  return table(
    "file",
    results.map((result) => [result.file, count([result])]),
  );
}

export function perProposal(results: readonly FileResult[]): string {
  const groups = new Map<string, FileResult[]>();
  for (const result of results) {
    const proposal = proposalOf(result.file);
    const group = groups.get(proposal);
    if (group) group.push(result);
    else groups.set(proposal, [result]);
  }
  const rows = [...groups].map(([name, group]) => [name, count(group)] as const);
  rows.sort(([a], [b]) => (a < b ? -1 : 1));
  return table("proposal", [...rows, ["all", count(results)]]);
}

/** Each failure as `file:line: command: what`. Long runs of the same failure are one line. */
export function failureList(results: readonly FileResult[]): string {
  let text = "";
  for (const result of results) {
    let last: string | undefined;
    let more = 0;
    const flush = (): void => {
      if (more > 0) text += `    and ${more} more of the same\n`;
      more = 0;
    };
    for (const { line, kind, failure } of failures(result)) {
      if (failure === last) {
        more++;
        continue;
      }
      flush();
      text += `${result.file}:${line}: ${kind}: ${failure}\n`;
      last = failure;
    }
    flush();
  }
  return text;
}
