// Trap codes, shared with the native runtime (runtime/native/weft_abi.h) and with `weft.on_trap`.

export const trapCodes = {
  unreachable: 1,
  memoryOutOfBounds: 2,
  tableOutOfBounds: 3,
  divideByZero: 4,
  integerOverflow: 5,
  invalidConversion: 6,
  nullReference: 7,
  indirectCallType: 8,
  undefinedElement: 9,
  stackExhausted: 10,
  continuationConsumed: 11,
  unhandledTag: 12,
  castFailure: 13,
  uncaughtException: 14,
  other: 15,
} as const;

export type TrapName = keyof typeof trapCodes;

/** Two lines of IR: call the trap handler, which never returns. */
export const trap = (name: TrapName): string => `  call void @weft_trap(i32 ${trapCodes[name]})\n  unreachable`;

export const trapDeclarations = "declare void @weft_trap(i32) #2\n";
