import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { generateHostAbi } from "../../../tools/generate-host-abi.ts";

const root = join(import.meta.dirname, "../../..");

describe("host ABI", () => {
  for (const [path, text] of generateHostAbi()) {
    it(`${path} is what the declaration says (npm run generate)`, () => {
      assert.equal(readFileSync(join(root, path), "utf8"), text);
    });
  }
});
