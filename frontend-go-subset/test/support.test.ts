// The support table in the README is what the programs show.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readmePath, renderReadme } from "./support/table.ts";

describe("support table", () => {
  it("is up to date (npm run generate)", () => {
    const readme = readFileSync(readmePath, "utf8");
    assert.equal(readme, renderReadme(readme));
  });
});
