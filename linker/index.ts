// The linker's door.

export { type LinkOptions, type LinkResult, link } from "./link.ts";
export { prune } from "./prune.ts";
export type { LinkInput } from "./resolve.ts";
