// Whether a module is refused, or a call traps, for the reason that the script names. Scripts give the beginning of the
// reference interpreter's message; ours say the same at greater length. What is worded differently stands in a table here.

/** Code of an unhandled tag (weft_abi.h). */
const unhandledTag = 12;
export const isUnhandled = (code: number): boolean => code === unhandledTag;

const normal = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

/** Why `actual` is another reason than `wanted`; undefined when it is the same. */
export function fitsRefusal(wanted: string, actual: string): string | undefined {
  return sameReason(wanted, actual) ? undefined : `refused for another reason: "${actual}", expected "${wanted}"`;
}

export function fitsTrap(wanted: string, actual: string): string | undefined {
  return sameReason(wanted, actual) ? undefined : `trap: ${actual}, expected: ${wanted}`;
}

/**
 * Binaries with two faults, most of them a length that does not fit what follows: the reference interpreter reads on past the
 * end of a section and stumbles over the next thing, we stop at the end; or we look at a length before the contents.
 */
const alternatives: Readonly<Record<string, readonly string[]>> = {
  "integer representation too long": ["unexpected end of section or function", "malformed type definition"],
  "integer too large": ["unexpected end of section or function"],
  "END opcode expected": ["unexpected end of section or function"],
  "section size mismatch": ["unexpected end of section or function"],
  "unexpected end of section or function": ["length out of bounds"],
  "length out of bounds": ["unexpected end of section or function"],
  "unexpected content after last section": ["function and code section have inconsistent lengths"],
};

function sameReason(wanted: string, actual: string): boolean {
  const found = normal(actual);
  // What follows a colon are the interpreter's own details.
  const reasons = [wanted.split(":")[0], ...(alternatives[wanted] ?? [])].map(normal);
  return reasons.some((reason) => found.includes(reason) || reason.startsWith(found));
}
