// The webserver example, built and asked over real sockets: pages, mistakes, keep-alive, many connections at once, and a
// slow handler that holds nobody else up.

import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildOne } from "../../cli/test/support/programs.ts";

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

describe("examples/webserver", function () {
  this.timeout(300_000);
  let folder: string;
  let server: ChildProcess;
  let port: number;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "weft-webserver-"));
    const binary = await buildOne(join(import.meta.dirname, "../webserver"), "native", 2, join(folder, "server"));
    server = spawn(binary, ["-addr", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "inherit"] });
    port = await new Promise<number>((resolve, reject) => {
      server.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
      server.stdout!.on("data", (data: Buffer) => {
        const match = /listening on 127\.0\.0\.1:(\d+)/.exec(data.toString());
        if (match) resolve(Number(match[1]));
      });
    });
  });
  after(() => {
    server?.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = (path: string, options: { agent?: Agent; method?: string; body?: string } = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const asked = request(
        {
          host: "127.0.0.1",
          port,
          path,
          method: options.method ?? "GET",
          agent: options.agent,
          headers: options.body ? { "Content-Type": "text/plain" } : {},
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on("data", (chunk: Buffer) => chunks.push(chunk));
          answer.on("end", () =>
            resolve({
              status: answer.statusCode!,
              type: answer.headers["content-type"] ?? "",
              body: Buffer.concat(chunks).toString(),
            }),
          );
        },
      );
      asked.on("error", reject);
      asked.end(options.body);
    });

  it("serves the page", async () => {
    const answer = await ask("/");
    assert.equal(answer.status, 200);
    assert.match(answer.type, /^text\/html/);
    assert.match(answer.body, /Hello from a goroutine/);
  });

  it("serves JSON", async () => {
    const answer = await ask("/api/time");
    assert.equal(answer.type, "application/json");
    const value = JSON.parse(answer.body) as { unix: number; engine: string; method: string };
    assert.deepEqual([value.engine, value.method], ["weft", "GET"]);
    assert.ok(Math.abs(value.unix - Date.now() / 1000) < 60);
  });

  it("sends a body back", async () => {
    const body = "grüße ".repeat(3000);
    assert.equal((await ask("/api/echo", { method: "POST", body })).body, body);
  });

  for (const [path, method, status] of [
    ["/none", "GET", 404],
    ["/api/echo", "GET", 405],
    ["/slow?ms=never", "GET", 400],
  ] as const) {
    it(`${method} ${path} is answered with ${status}`, async () =>
      assert.equal((await ask(path, { method })).status, status));
  }

  it("answers others while a handler sleeps", async () => {
    let slowDone = false;
    const slow = ask("/slow?ms=1500").then((answer) => {
      slowDone = true;
      return answer;
    });
    for (let i = 0; i < 20; i++) assert.equal((await ask("/")).status, 200);
    assert.equal(slowDone, false, "twenty pages took longer than the slow handler's 1.5 s");
    assert.equal((await slow).body, "slept 1500 ms\n");
  });

  it("keeps 200 connections alive for 20 requests each", async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 200 });
    const client = async (): Promise<void> => {
      for (let i = 0; i < 20; i++) assert.equal((await ask("/api/time", { agent })).status, 200);
    };
    await Promise.all(Array.from({ length: 200 }, client));
    agent.destroy();
  });

  it("survives bytes that are not HTTP", async () => {
    for (const text of [
      "\x00\x01\x02\xff\n\n",
      "GET\r\n\r\n",
      "GET / HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
      `GET /${"a".repeat(100_000)} HTTP/1.1\r\n\r\n`,
    ]) {
      await new Promise<void>((resolve) => {
        const socket = connect(port, "127.0.0.1", () => socket.end(Buffer.from(text, "latin1")));
        socket.on("error", () => resolve());
        socket.on("close", () => resolve());
        socket.resume();
      });
    }
    assert.equal((await ask("/")).status, 200);
  });
});
