import { createServer } from "node:http";
import { describe, expect, test } from "vitest";
import { botNumber, providers } from "../kit/cast.js";
import { callbackTo, onTheLine, type Stage, startStage } from "../kit/stage.js";

/** There was no event, and the call goes on. */
async function untouched(stage: Stage, before: number): Promise<void> {
  expect(stage.record.all).toHaveLength(before);
  const [connected] = stage.record.of("call-connected");
  expect((await connected?.call.snapshot())?.state).toBe("connected");
  await stage.when(Promise.resolve(connected?.call.hangUp()));
  expect(stage.record.of("error")).toEqual([]);
}

/** The sources of the call's connection. */
function sourcesOf({ record }: Stage): readonly string[] {
  return record.of("call-connected").map(({ source }) => source);
}

describe.each(providers)("a callback on %s is refused", (provider) => {
  test.each([
    ["no-token", 401],
    ["bad-signature", 401],
    ["wrong-audience", 401],
    // Valid apart from its time: this machine's clock may be wrong, and then the callback must be sent again.
    ["expired", 503],
    ["alg-none", 401],
    ["unknown-key", 401],
  ] as const)("with a token of the kind %s", async (forgery, expected) => {
    await using stage = await startStage(provider);
    await onTheLine(stage);
    const before = stage.record.all.length;
    const { status, body } = await stage.simulator.forge({ forgery });
    expect(status).toBe(expected);
    expect(body).not.toBe("");
    await untouched(stage, before);
  });

  test("with a token of another issuer", async () => {
    const known = provider === "graph" ? { issuers: ["https://somebody.else"] } : { issuer: "https://somebody.else" };
    await using stage = await startStage(provider, { adapter: known });
    stage.person("ada").reacts({ kind: "answer" });
    const call = await stage.calling.create({ to: "+14255550123", from: botNumber });
    await stage.when(call.connected, 10_000);
    expect(new Set(stage.answers)).toEqual(new Set([401]));
    // The callbacks were ignored: the connection was found by inspection.
    expect(sourcesOf(stage)).toEqual(["reconciled"]);
  });

  test("with a token that is cut off, empty, doubled or not a bearer token", async () => {
    await using stage = await startStage(provider);
    const call = await onTheLine(stage);
    const callback = callbackTo(stage, call);
    const good = callback.headers.get("authorization") ?? "";
    const before = stage.record.all.length;
    const bad = [
      good.slice(0, -4),
      "Bearer",
      "Bearer ",
      `${good}.${good}`,
      good.replace("Bearer ", ""),
      `Basic ${good}`,
    ];
    for (const authorization of [...bad, "Bearer a.b.c", `Bearer ${"x".repeat(20_000)}`]) {
      const response = await stage.post({ ...callback, headers: headersWith(callback.headers, { authorization }) });
      expect(response.status, authorization.slice(0, 40)).toBe(401);
    }
    await untouched(stage, before);
  });
});

function headersWith(headers: Headers, change: Readonly<Record<string, string>>): Headers {
  const changed = new Headers(headers);
  for (const [name, value] of Object.entries(change)) changed.set(name, value);
  return changed;
}

describe.each(providers)("while the key server of %s is down", (provider) => {
  test("callbacks get 503 and cause no event, and are accepted when they are repeated after it is back", async () => {
    const server = createServer((_, response) => response.writeHead(503).end());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("The server has no port.");
    const openIdConfigurationUrl = `http://127.0.0.1:${address.port}/configuration`;
    await using stage = await startStage(provider, { adapter: { openIdConfigurationUrl } });
    stage.person("ada").reacts({ kind: "answer" });
    const call = await stage.calling.create({ to: "+14255550123", from: botNumber });
    await stage.when(call.connected, 10_000);
    expect(new Set(stage.answers)).toEqual(new Set([503]));
    expect(sourcesOf(stage)).toEqual(["reconciled"]);

    server.removeAllListeners("request");
    const real = stage.simulator[provider].openIdConfigurationUrl;
    server.on("request", async (_, response) => response.end(await (await fetch(real)).text()));
    await stage.advance(60_000);
    for (const callback of stage.callbacks.filter(({ url }) => url.includes(call.id))) await stage.post(callback);
    await stage.when(call.connected);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});

test.each(["no secret", "the wrong secret"] as const)("Event Grid with %s is refused", async (which) => {
  const stolen = which === "no secret" ? undefined : "guessed";
  await using stage = await startStage("acs", {
    tamper({ headers }) {
      if (!headers.has("eventgrid")) return {};
      const changed = new Headers(headers);
      if (stolen === undefined) changed.delete("eventgrid");
      else changed.set("eventgrid", stolen);
      return { headers: changed };
    },
  });
  stage.person("ada").dial(botNumber);
  await stage.advance(5_000);
  expect(stage.answers).toEqual([401]);
  expect(stage.record.all).toEqual([]);
});
