// Bounds that the specification leaves to implementations. Engines agree on these; they keep the work and the memory
// that a hostile binary can ask for in proportion to its size.

/** Parameters of a function type, and results of one. */
export const maxFuncArity = 1000;

/** Locals of one function, parameters not included. */
export const maxFuncLocals = 50_000;

/** Locals of all functions together may not exceed maxFuncLocals plus this many for each byte of the file. */
export const localsPerByte = 16;

export const maxStructFields = 10_000;

/** Operands of array.new_fixed. */
export const maxFixedLength = 10_000;

/** Length of a chain of declared supertypes. */
export const maxSubtypeDepth = 63;

/** Operands on the stack at one place of a function: a call may push a thousand with two bytes. */
export const maxOperands = 1_000_000;
