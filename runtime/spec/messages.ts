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

/** What counts as the same reason, beside a message that contains it: by the beginning of what the script says. */
const alternatives: readonly (readonly [wanted: string, ours: RegExp])[] = [
  // Binaries with two faults, most of them a length that does not fit what follows: the reference interpreter reads on past
  // the end of a section and stumbles over the next thing, we stop at the end; or we look at a length before the contents.
  ["integer representation too long", /^(unexpected end of section or function|malformed type definition)/],
  ["integer too large", /^unexpected end of section or function/],
  ["END opcode expected", /^unexpected end of section or function/],
  ["section size mismatch", /^unexpected end of section or function/],
  ["unexpected end of section or function", /^length out of bounds/],
  ["length out of bounds", /^unexpected end of section or function/],
  ["unexpected content after last section", /^function and code section have inconsistent lengths/],
  // The same words in another order.
  ["immutable array", /^array is immutable/],
  ["immutable field", /^field is immutable/],
  // Text: wasm-tools says what it would have liked to see.
  ["unexpected token", /^(expected |extra tokens|unknown operator|result before parameter|illegal opcode)/],
  ["unknown operator", /^(expected |unexpected token|unknown operator|u64 constant out of range)/],
  ["illegal character", /^unexpected character/],
  ["invalid lane length", /^expected (a u8|an instruction)/],
  ["malformed lane index", /^(expected a u8|invalid u8 number)/],
  ["i8 constant out of range", /^(malformed lane index|expected a u8|invalid u8 number)/],
  ["wrong number of lane literals", /^(expected |invalid i32 number: constant out of range)/],
  ["malformed UTF-8", /^InvalidUtf8Id/],
  ["multiple start sections", /^unexpected content after last section/],
  ["unclosed string", /^unexpected end of file/],
  ["empty identifier", /^invalid character in string/],
  ["empty annotation id", /^invalid character in string/],
];

function sameReason(wanted: string, actual: string): boolean {
  // What follows a colon are the interpreter's own details.
  const reason = normal(wanted.split(":")[0]);
  const found = normal(actual);
  if (found.includes(reason) || reason.startsWith(found)) return true;
  return alternatives.some(([start, ours]) => wanted.startsWith(start) && ours.test(actual));
}
