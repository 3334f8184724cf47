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

function sameReason(wanted: string, actual: string): boolean {
  const a = normal(actual);
  return a.includes(normal(wanted)) || normal(wanted).startsWith(a);
}
