export * from "./ast.ts";
export { exprList, exprString, signatureString, stmtString } from "./expr-string.ts";
export { type ParsedFile, parseFile, parseImports } from "./parse-file.ts";
export type { ParseError } from "./parser.ts";
export { noPos, type Pos, type SourceFile, SourceSet } from "./source.ts";
