import { once } from "node:events";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { providers } from "../kit/cast.js";
import { dial, headOf, readAnswer } from "./kit/raw-http.js";
import { type Target, useTarget } from "./kit/target.js";

/** The end of the call in formats other than UTF-8 JSON. */
const encoded: Readonly<
  Record<string, (at: Target) => { readonly body: Buffer; readonly headers: readonly (readonly [string, string])[] }>
> = {
  gzip: (at) => ({ body: gzipSync(at.end), headers: [["Content-Encoding", "gzip"]] }),
  "gzip of a hundred megabytes": () => ({
    body: gzipSync(Buffer.alloc(100 * 1024 * 1024)),
    headers: [["Content-Encoding", "gzip"]],
  }),
  "UTF-16": (at) => ({
    body: Buffer.from(`\ufeff${at.end}`, "utf16le"),
    headers: [["Content-Type", "application/json; charset=utf-16"]],
  }),
  "UTF-16 without a mark": (at) => ({ body: Buffer.from(at.end, "utf16le"), headers: [] }),
  "a form": (at) => ({
    body: Buffer.from(`payload=${encodeURIComponent(at.end)}`),
    headers: [["Content-Type", "application/x-www-form-urlencoded"]],
  }),
  "a multipart form": (at) => ({
    body: Buffer.from(`--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n${at.end}\r\n--x--`),
    headers: [["Content-Type", "multipart/form-data; boundary=x"]],
  }),
  "JSON lines": (at) => ({ body: Buffer.from(`${at.end}\n${at.end}`), headers: [] }),
  "JSON with a suffix": (at) => ({ body: Buffer.from(`${at.end}\u0000`), headers: [] }),
};

describe.each(providers)("on %s", (provider) => {
  const target = useTarget(provider);
  const good = () => ["Authorization", `Bearer ${target().token()}`] as const;

  test.each(["GET", "HEAD", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "post", "Post", "QUERY"])(
    "the method %s is refused, even with a valid token",
    async (method) => {
      const { status } = await target().send({ method, headers: [good()] });
      expect(status).toBe(400);
      await target().untouched();
    },
  );

  test.each(["CONNECT", "TRACK", "PO ST", "P\u0000ST"])("the method %j never reaches the bot", async (method) => {
    const { status } = await target().send({ method, headers: [good()] });
    expect([0, 400, 503]).toContain(status);
    await target().untouched();
  });

  test("a header that names another method changes nothing", async () => {
    const headers = [good(), ["X-HTTP-Method-Override", "POST"], ["X-HTTP-Method", "POST"]] as const;
    expect((await target().send({ method: "GET", headers, body: "" })).status).toBe(400);
    await target().untouched();
  });

  test.each(Object.entries(encoded))(
    "a body in %s is not parsed",
    { tags: "endpoint/always-answered" },
    async (_, encode) => {
      const { body, headers } = encode(target());
      const answer = await target().send({ body, headers: [good(), ...headers] });
      expect(answer.status).toBe(400);
      await target().untouched();
    },
  );

  test.each(["declared", "chunked"] as const)(
    "two hundred aborted uploads (%s) cause no error event and no change",
    { tags: "endpoint/large-bodies" },
    async (form) => {
      const at = target();
      const framed =
        form === "declared" ? (["Content-Length", "1000"] as const) : (["Transfer-Encoding", "chunked"] as const);
      const beginning = form === "declared" ? "[{" : "2\r\n[{\r\n";
      const one = async () => {
        const socket = await dial(at.port);
        const closed = once(socket.resume(), "close");
        socket.end(headOf({ target: at.address, headers: [good(), framed] }) + beginning);
        await closed;
      };
      for (let round = 0; round < 10; round++) await Promise.all(Array.from({ length: 20 }, one));
      await at.stage.advance(1_000);
      expect(at.stage.record.of("error")).toEqual([]);
      await at.untouched();
    },
  );

  test("a body over the limit gets 413, with or without a declared length, and is not read to its end", async () => {
    const at = target();
    const chunk = `${(65_536).toString(16)}\r\n${"x".repeat(65_536)}\r\n`;
    const socket = await dial(at.port);
    const answer = readAnswer(socket);
    let written = 0;
    socket.write(headOf({ target: at.address, headers: [good(), ["Transfer-Encoding", "chunked"]] }));
    while (written < 64 * 1024 * 1024 && socket.writable) {
      const more = socket.write(chunk);
      if (!more) await Promise.race([once(socket, "drain"), once(socket, "close")]).catch(() => {});
      written += 65_536;
    }
    socket.destroy();
    // The answer may be lost with the connection: a sender that does not stop is cut off.
    expect([0, 413]).toContain((await answer).status);
    expect(written).toBeLessThan(32 * 1024 * 1024);
    const little = `${chunk.repeat(17)}0\r\n\r\n`;
    const chunked = [good(), ["Transfer-Encoding", "chunked"]] as const;
    expect((await at.send({ headers: chunked, body: little })).status).toBe(413);
    const declared = await at.send({ headers: [good(), ["Content-Length", "1048577"]], body: "" });
    expect(declared.status).toBe(413);
    await at.untouched();
  });

  test("a body without a token is refused before it has arrived", async () => {
    const at = target();
    const stranger = ["Authorization", `Bearer ${at.token({}, { kid: "unknown" })}`] as const;
    for (const headers of [[], [["eventgrid", "guessed"]], [stranger]] as const) {
      const socket = await dial(at.port);
      const answer = readAnswer(socket);
      socket.write(headOf({ target: at.address, headers: [...headers, ["Content-Length", "1000000"]] }));
      expect((await answer).status).toBe(401);
    }
    await at.untouched();
  });

  test("a sender that expects 100-continue is told to continue or refused", async () => {
    const at = target();
    const expecting = ["Expect", "100-continue"] as const;
    expect((await at.send({ headers: [expecting] })).head).toMatch(/^HTTP\/1\.1 (401|100)/);
    expect((await at.send({ headers: [good(), ["Expect", "200-ok"]] })).status).toBe(417);
    await at.untouched();
  });

  test.each([
    [
      ["Content-Length", "5"],
      ["Content-Length", "6"],
    ],
    [
      ["Content-Length", "5"],
      ["Transfer-Encoding", "chunked"],
    ],
    [["Content-Length", "-1"]],
    [["Content-Length", "1e3"]],
    [["Transfer-Encoding", "gzip, chunked, x"]],
    [
      ["Host", "a"],
      ["Host", "b"],
    ],
  ])("the ambiguous header %j lets no request in", { tags: "endpoint/always-answered" }, async (...headers) => {
    const at = target();
    const pairs = headers.map(([name = "", value = ""]) => [name, value] as const);
    expect([0, 400, 401, 413]).toContain((await at.send({ headers: pairs })).status);
    await at.untouched();
  });

  test.each(["xn--a", "a b", "[::", "user@a", "a/calls/../x?", "a#", "h:99999", ""])(
    "the host %j is refused at once, without an error",
    { tags: "endpoint/always-answered" },
    async (host) => {
      const at = target();
      const socket = await dial(at.port);
      const answer = readAnswer(socket);
      socket.write(`POST ${at.address} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
      expect((await answer).status).toBe(400);
      await at.untouched();
    },
  );

  test("a request inside the body of a refused request is not handled", {
    tags: "endpoint/always-answered",
  }, async () => {
    const at = target();
    const inner = `${headOf({ target: at.address, headers: [good()], body: at.end })}${at.end}`;
    const socket = await dial(at.port);
    const answer = readAnswer(socket);
    const length = Buffer.byteLength(inner);
    socket.write(`POST ${at.address} HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\n${inner}`);
    socket.end();
    const { head, body } = await answer;
    expect(`${head}${body}`.match(/HTTP\/1\.1 \d+/g)?.[0]).toBe("HTTP/1.1 401");
    expect(`${head}${body}`).not.toMatch(/HTTP\/1\.1 20/);
    await at.untouched();
  });

  test("a megabyte of empty events is refused at once", { tags: "endpoint/always-answered" }, async () => {
    const at = target();
    const many = `[${"{},".repeat(340_000)}{}]`;
    const body = provider === "acs" ? many : `{"value":${many}}`;
    for (const address of [at.webhook, at.address]) {
      const tooMany = await at.send({ target: address, body, headers: [good()] });
      expect(tooMany.status).toBe(400);
      expect(tooMany.body).toContain("more than 5000");
    }
    await at.untouched();
  });

  test("JSON is parsed with a byte order mark and with any content type", async () => {
    const at = target();
    const body = provider === "acs" ? "\ufeff[]" : '\ufeff{"value":[]}';
    for (const type of ["application/json", "text/plain", "application/octet-stream", "x", ""])
      expect((await at.send({ body, headers: [good(), ["Content-Type", type]] })).status).toBeLessThan(300);
    await at.untouched();
  });
});
