// The predeclared identifiers and the types, scope and objects behind them; and package unsafe.
//
// spec: "The following identifiers are implicitly declared in the universe block."

import { makeBool, makeInt } from "./constant.ts";
import type {
  Basic,
  BasicKind,
  Builtin,
  BuiltinId,
  Const,
  Func,
  Interface,
  Named,
  Obj,
  Package,
  Scope,
  Signature,
  Tuple,
  Type,
  TypeName,
  Var,
} from "./types.ts";

function basic(kind: BasicKind, name: string = kind): Basic {
  return { kind: "Basic", basic: kind, name };
}

export const Typ = {
  invalid: basic("invalid", "invalid type"),
  bool: basic("bool"),
  string: basic("string"),
  unsafePointer: basic("unsafe.Pointer", "unsafe.Pointer"),
  int: basic("int"),
  int8: basic("int8"),
  int16: basic("int16"),
  int32: basic("int32"),
  int64: basic("int64"),
  uint: basic("uint"),
  uint8: basic("uint8"),
  uint16: basic("uint16"),
  uint32: basic("uint32"),
  uint64: basic("uint64"),
  uintptr: basic("uintptr"),
  float32: basic("float32"),
  float64: basic("float64"),
  complex64: basic("complex64"),
  complex128: basic("complex128"),
  byte: basic("uint8", "byte"),
  rune: basic("int32", "rune"),
  untypedBool: basic("untyped bool"),
  untypedInt: basic("untyped int"),
  untypedRune: basic("untyped rune"),
  untypedFloat: basic("untyped float"),
  untypedComplex: basic("untyped complex"),
  untypedString: basic("untyped string"),
  untypedNil: basic("untyped nil"),
} as const;

export const emptyTuple: Tuple = { kind: "Tuple", vars: [] };

/** The type of an object that has not been checked yet. Nobody outside the checker sees it. */
export const unset: Basic = basic("invalid", "<unset>");

let lastId = 0;
/** Ids of Named types and type parameters; unique in the process. */
export function nextTypeId(): number {
  return ++lastId;
}

export const universe: Scope = {
  parent: undefined,
  kind: "universe",
  pos: 0,
  end: 0,
  objects: new Map(),
  owner: undefined,
};

type Base = Pick<Obj, "name" | "pos" | "pkg" | "parent" | "type" | "order">;

function base(
  name: string,
  type: Type,
  pkg: Package | undefined = undefined,
  parent: Scope | undefined = universe,
): Base {
  return { name, pos: 0, pkg, parent, type, order: 0 };
}

function declare<T extends Obj>(object: T, scope: Scope = universe): T {
  scope.objects!.set(object.name, object);
  return object;
}

function declareType(name: string, type: Type, scope: Scope = universe, pkg?: Package): TypeName {
  return declare<TypeName>({ kind: "TypeName", isAlias: false, ...base(name, type, pkg, scope) }, scope);
}

for (const type of [
  Typ.bool,
  Typ.string,
  Typ.int,
  Typ.int8,
  Typ.int16,
  Typ.int32,
  Typ.int64,
  Typ.uint,
  Typ.uint8,
  Typ.uint16,
  Typ.uint32,
  Typ.uint64,
  Typ.uintptr,
  Typ.float32,
  Typ.float64,
  Typ.complex64,
  Typ.complex128,
]) {
  declareType(type.name, type);
}
for (const type of [Typ.byte, Typ.rune]) {
  declare<TypeName>({ kind: "TypeName", isAlias: true, ...base(type.name, type) });
}

function newInterface(methods: Func[]): Interface {
  return {
    kind: "Interface",
    methods,
    embeddeds: [],
    embedPos: [],
    implicit: false,
    complete: true,
    typeSet: undefined,
  };
}

export const emptyInterface: Interface = newInterface([]);

/** What any stands for: as emptyInterface, but shown as "any". */
export const anyInterface: Interface = newInterface([]);

/** any, an alias of interface{}. */
export const anyType: Type = (() => {
  const object: TypeName = { kind: "TypeName", isAlias: true, ...base("any", Typ.invalid) };
  const alias: Type = {
    kind: "Alias",
    obj: object,
    get origin() {
      return this;
    },
    typeArgs: [],
    typeParams: [],
    rhs: anyInterface,
    instances: undefined,
  };
  object.type = alias;
  declare(object);
  return alias;
})();

function newNamed(name: string, under: Type): Named {
  const object: TypeName = { kind: "TypeName", isAlias: false, ...base(name, Typ.invalid) };
  const named: Named = {
    kind: "Named",
    id: nextTypeId(),
    obj: object,
    get origin() {
      return this;
    },
    typeArgs: [],
    typeParams: [],
    under,
    rhs: under,
    instances: undefined,
    methods: [],
    methodsExpanded: true,
  };
  object.type = named;
  declare(object);
  return named;
}

function simpleVar(name: string, type: Type, role: Var["role"]): Var {
  return {
    kind: "Var",
    role,
    isEmbedded: false,
    used: true,
    origin: undefined,
    owner: undefined,
    isCaptured: false,
    isAddressTaken: false,
    isReassigned: false,
    ...base(name, type, undefined, undefined),
  };
}

/** error: an interface with the method Error() string. */
export const errorType: Named = (() => {
  const iface = newInterface([]);
  const named = newNamed("error", iface);
  const signature: Signature = {
    kind: "Signature",
    recv: simpleVar("", named, "recv"),
    recvTypeParams: [],
    typeParams: [],
    params: emptyTuple,
    results: { kind: "Tuple", vars: [simpleVar("", Typ.string, "result")] },
    variadic: false,
  };
  const method: Func = {
    kind: "Func",
    hasPtrRecv: false,
    get origin() {
      return this;
    },
    decl: undefined,
    instance: undefined,
    ...base("Error", signature, undefined, undefined),
  };
  iface.methods.push(method);
  return named;
})();

/** comparable: an interface that all strictly comparable types implement. */
export const comparableType: Named = (() => {
  const iface = newInterface([]);
  iface.typeSet = { methods: [], terms: "all", comparable: true };
  return newNamed("comparable", iface);
})();

for (const [name, value] of [
  ["true", true],
  ["false", false],
] as const) {
  declare<Const>({ kind: "Const", value: makeBool(value), ...base(name, Typ.untypedBool) });
}
/** The predeclared iota; inside const declarations the checker uses the spec's own number. */
export const iotaConst: Const = declare<Const>({ kind: "Const", value: makeInt(0), ...base("iota", Typ.untypedInt) });
declare<Obj>({ kind: "Nil", ...base("nil", Typ.untypedNil) });

for (const id of [
  "append",
  "cap",
  "clear",
  "close",
  "complex",
  "copy",
  "delete",
  "imag",
  "len",
  "make",
  "max",
  "min",
  "new",
  "panic",
  "print",
  "println",
  "real",
  "recover",
] as const satisfies readonly BuiltinId[]) {
  declare<Builtin>({ kind: "Builtin", id, ...base(id, Typ.invalid) });
}

/** Package unsafe. */
export const unsafePackage: Package = (() => {
  const scope: Scope = { parent: universe, kind: "package", pos: 0, end: 0, objects: new Map(), owner: undefined };
  const pkg: Package = { path: "unsafe", name: "unsafe", scope, imports: [], complete: true, isFake: false };
  declareType("Pointer", Typ.unsafePointer, scope, pkg);
  for (const id of [
    "Add",
    "Alignof",
    "Offsetof",
    "Sizeof",
    "Slice",
    "SliceData",
    "String",
    "StringData",
  ] as const satisfies readonly BuiltinId[]) {
    declare<Builtin>({ kind: "Builtin", id, ...base(id, Typ.invalid, pkg, scope) }, scope);
  }
  return pkg;
})();
