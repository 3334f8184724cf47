// Allocation of structures and arrays: from the free list of the size when it has one, else from the runtime.

import { inline, preludeName } from "./text.ts";

/** WEFT_OBJECT_LISTS of weft_abi.h: list n has places of 16n bytes. A test compares them. */
export const objectLists = 33;

const type = `[${objectLists} x i8*]`;

export const objectPrelude = (): string => `
@weft_object_free = external dso_local global ${type}
declare i8* @weft_object_new(i64, i64)
declare void @weft_array_fill(i8*, i64, i64, i64, i64)

; The fields are not initialised. %bytes counts the header.
define internal i8* @${preludeName("object.new")}(i64 %header, i64 %bytes) ${inline} {
  %rounded = add i64 %bytes, 15
  %list = lshr i64 %rounded, 4
  %small = icmp ult i64 %list, ${objectLists}
  br i1 %small, label %look, label %slow
look:
  %head_p = getelementptr ${type}, ${type}* @weft_object_free, i64 0, i64 %list
  %head = load i8*, i8** %head_p
  %empty = icmp eq i8* %head, null
  br i1 %empty, label %slow, label %fast
fast:
  %header_p = bitcast i8* %head to i64*
  %next_p8 = getelementptr i8, i8* %head, i64 8
  %next_p = bitcast i8* %next_p8 to i8**
  %next = load i8*, i8** %next_p
  store i8* %next, i8** %head_p
  store i64 %header, i64* %header_p
  ret i8* %head
slow:
  %made = call i8* @weft_object_new(i64 %header, i64 %bytes)
  ret i8* %made
}

; The same for arrays: %type without the length.
define internal i8* @${preludeName("array.new")}(i64 %type, i32 %length, i64 %element) ${inline} {
  %wide = zext i32 %length to i64
  %high = shl i64 %wide, 32
  %header = or i64 %type, %high
  %elements = mul i64 %wide, %element
  %bytes = add i64 %elements, 8
  %made = call i8* @${preludeName("object.new")}(i64 %header, i64 %bytes)
  ret i8* %made
}
`;
