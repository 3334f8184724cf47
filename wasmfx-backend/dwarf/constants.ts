// The numbers of DWARF 4 that weft writes or reads (DWARF Debugging Information Format, version 4, section 7).

export const tag = { compile_unit: 0x11, subprogram: 0x2e, inlined_subroutine: 0x1d } as const;

export const at = {
  name: 0x03,
  stmt_list: 0x10,
  low_pc: 0x11,
  high_pc: 0x12,
  language: 0x13,
  comp_dir: 0x1b,
  inline: 0x20,
  producer: 0x25,
  abstract_origin: 0x31,
  specification: 0x47,
  ranges: 0x55,
  call_column: 0x57,
  call_file: 0x58,
  call_line: 0x59,
  linkage_name: 0x6e,
} as const;

export const form = {
  addr: 0x01,
  block2: 0x03,
  block4: 0x04,
  data2: 0x05,
  data4: 0x06,
  data8: 0x07,
  string: 0x08,
  block: 0x09,
  block1: 0x0a,
  data1: 0x0b,
  flag: 0x0c,
  sdata: 0x0d,
  strp: 0x0e,
  udata: 0x0f,
  ref_addr: 0x10,
  ref1: 0x11,
  ref2: 0x12,
  ref4: 0x13,
  ref8: 0x14,
  ref_udata: 0x15,
  sec_offset: 0x17,
  exprloc: 0x18,
  flag_present: 0x19,
  ref_sig8: 0x20,
} as const;

/** Opcodes of the line number program. Opcodes from `first_special` on advance address and line at once. */
export const lns = {
  copy: 1,
  advance_pc: 2,
  advance_line: 3,
  set_file: 4,
  set_column: 5,
  negate_stmt: 6,
  set_basic_block: 7,
  const_add_pc: 8,
  fixed_advance_pc: 9,
  set_prologue_end: 10,
  set_epilogue_begin: 11,
  set_isa: 12,
  first_special: 13,
} as const;
export const lne = { end_sequence: 1, set_address: 2, define_file: 3, set_discriminator: 4 } as const;

/** How many operands the opcodes 1 to 12 have. */
export const operandCounts = [0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1] as const;

/** A special opcode adds line_base .. line_base + line_range - 1 to the line. */
export const lineBase = -5;
export const lineRange = 14;
