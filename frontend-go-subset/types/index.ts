// Type checking: packages in, packages with what is known about them out. For the stages after: the types and objects (types.ts),
// the facts about a package's expressions (info.ts), exact constants (constant.ts), and questions about types.

export { defaultTags, matchesBuild } from "./build-constraints.ts";
export { checkPackage, newPackage } from "./check-package.ts";
export { commonUnder } from "./common-under.ts";
export { isComparable } from "./comparable.ts";
export { quoteGo, valueString } from "./const-string.ts";
export {
  type BoolValue,
  type ComplexValue,
  type FloatValue,
  type IntValue,
  type RatValue,
  type RealValue,
  type StringValue,
  toComplex,
  toFloat,
  toInt,
  toNumber,
  toNumber32,
  type UnknownValue,
  type Value,
} from "./constant.ts";
export type { EmbeddedFile, Embedder } from "./embed.ts";
export { identical, identicalIgnoringTags } from "./identical.ts";
export { notImplementing } from "./implements.ts";
export * from "./info.ts";
export {
  type Checked,
  checkPackages,
  type Library,
  type Loaded,
  type LoadedPackage,
  type LoadOptions,
  loadPackages,
  makeLibrary,
  type NoPackage,
  type PackageSource,
  type Resolve,
  type SourceText,
  syntaxDiagnostics,
} from "./load.ts";
export { type Lookup, lookupFieldOrMethod, type MethodSetEntry, methodSetOf } from "./lookup.ts";
export type { Missing } from "./missing.ts";
export { printDeclarations } from "./print-types.ts";
export { alignOf, offsetsOf, sizeOf } from "./sizes.ts";
export {
  instantiateAlias,
  instantiateNamed,
  instantiateSignature,
  makeSubstitution,
  methodAt,
  methodsOf,
  type Substitution,
  signatureOf,
  substitute,
} from "./subst.ts";
export { isExported, objectId, typeKey } from "./type-key.ts";
export { typeSetOf } from "./type-set.ts";
export { signatureText, type TypeStringOptions, typeString } from "./type-string.ts";
export * from "./types.ts";
export * from "./under.ts";
export {
  anyType,
  comparableType,
  emptyInterface,
  emptyTuple,
  errorType,
  Typ,
  universe,
  unsafePackage,
} from "./universe.ts";
