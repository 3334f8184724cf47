// Results by content: found again, found stale, damaged, and made by two at once.

import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Cache } from "../cache.ts";
import { cacheRoot } from "../paths.ts";

describe("the cache", () => {
  let folder: string;
  let source: string;
  let request: readonly string[];
  const results = new Set<string>();

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "weft-cache-"));
    source = join(folder, "source");
    request = ["cache.test", source];
    writeFileSync(source, "one");
  });
  afterEach(() => {
    for (const result of results) rmSync(result, { recursive: true, force: true });
    results.clear();
    rmSync(folder, { recursive: true });
  });

  async function add(): Promise<string> {
    const made = await new Cache().add(request, async (target) => {
      writeFileSync(join(target, "result"), readFileSync(source));
      return { files: [source] };
    });
    assert.ok(made);
    results.add(made);
    return made;
  }
  const contents = (result: string | undefined): string | undefined =>
    result && readFileSync(join(result, "result"), "utf8");

  it("finds a result while what it was made from is unchanged", async () => {
    assert.equal(new Cache().find(request), undefined);
    const made = await add();
    assert.equal(new Cache().find(request), made);
    writeFileSync(source, "two");
    assert.equal(new Cache().find(request), undefined);
    assert.equal(contents(await add()), "two");
    rmSync(source);
    assert.equal(new Cache().find(request), undefined);
  });

  it("makes anew what a damaged entry was to tell", async () => {
    const made = await add();
    const requests = join(cacheRoot(), "requests");
    const ours = readdirSync(requests).filter((name) => readFileSync(join(requests, name), "utf8").includes(source));
    assert.equal(ours.length, 1);
    writeFileSync(join(requests, ours[0]), "{");
    assert.equal(new Cache().find(request), undefined);
    assert.equal(await add(), made);
    assert.equal(new Cache().find(request), made);
  });

  it("keeps the first of two equal results, which may be in use", async () => {
    const [first, second] = await Promise.all([add(), add()]);
    assert.equal(first, second);
    const before = statSync(join(first, "result")).ino;
    await add();
    assert.equal(statSync(join(first, "result")).ino, before);
    assert.equal(contents(new Cache().find(request)), "one");
  });
});
