import { type Inbound, manualClock } from "@trunkline/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { acsAt, resourceId } from "../fixtures/bench.fixture.js";
import { startTokenIssuer, type TokenIssuer } from "../fixtures/token-issuer.fixture.js";
import type { AcsOptions } from "../options/options.js";

const issuer = "https://acscallautomation.communication.azure.com";
const clock = manualClock();
const now = Math.floor(clock.now() / 1000);
const good = { iss: issuer, aud: resourceId, nbf: now, exp: now + 300 };

let tokens: TokenIssuer;
let adapter: ReturnType<typeof acsAt>;
const withOptions = (options: Partial<AcsOptions> = {}) =>
  acsAt(
    { endpoint: "http://127.0.0.1:1" },
    { openIdConfigurationUrl: tokens.openIdConfigurationUrl, clock, ...options },
  );

beforeAll(async () => {
  tokens = await startTokenIssuer();
  adapter = withOptions();
  await adapter.webhook.warmUp?.();
});
afterAll(async () => {
  await adapter.close?.();
  await tokens.close();
});

function request(headers: Record<string, string>, url = "https://bot.example.com/calls/k1.mac"): Inbound {
  return {
    method: "POST",
    url: new URL(url),
    publicUrl: url,
    headers: new Headers(headers),
    body: new Uint8Array(),
    at: 0,
    callKey: "k1",
  };
}
const bearer = (token: string, url?: string) => request({ authorization: `Bearer ${token}` }, url);
const grid = (secret: string, name = "eventgrid") => request({}, `https://bot.example.com/calls?${name}=${secret}`);
const unauthenticated = expect.objectContaining({ code: "unauthenticated" });

describe("callback tokens", () => {
  test("a token of the call service for this resource is accepted", async () => {
    const inbound = bearer(tokens.sign(good));
    expect(adapter.webhook.claims(inbound)).toBe(true);
    expect(await adapter.webhook.verify(inbound)).toEqual({
      role: "callback",
      validFrom: good.nbf * 1000,
      validUntil: good.exp * 1000,
    });
  });

  test.each([
    ["another issuer", { ...good, iss: "https://evil.example.com" }],
    ["another resource", { ...good, aud: "00000000-0000-4000-8000-000000000000" }],
  ])("a token of %s is refused", async (_name, claims) => {
    await expect(adapter.webhook.verify(bearer(tokens.sign(claims)))).rejects.toThrow(unauthenticated);
  });

  test.each([
    ["is over", { ...good, exp: now - 600 }],
    ["is to come", { ...good, nbf: now + 3_600, exp: now + 7_200 }],
  ])("a token whose time %s is answered 503, and the error names the clock", async (_name, claims) => {
    await expect(adapter.webhook.verify(bearer(tokens.sign(claims)))).rejects.toThrow(
      expect.objectContaining({ code: "unavailable", message: expect.stringContaining("this machine's clock") }),
    );
  });

  test("a token of another issuer or for another resource is not claimed", () => {
    for (const claims of [
      { ...good, iss: "https://evil.example.com" },
      { ...good, aud: "other" },
    ])
      expect(adapter.webhook.claims(bearer(tokens.sign(claims)))).toBe(false);
    expect(adapter.webhook.claims(request({ authorization: "Basic x" }))).toBe(false);
  });

  test("a token signed with a stranger's key is refused", async () => {
    await expect(adapter.webhook.verify(bearer(tokens.sign(good, "stranger")))).rejects.toThrow(unauthenticated);
  });

  test("the Event Grid secret does not make up for a bad token", async () => {
    const inbound = bearer("x.y.z", "https://bot.example.com/calls?eventgrid=grid-secret");
    expect(adapter.webhook.claims(inbound)).toBe(false);
    await expect(adapter.webhook.verify(inbound)).rejects.toThrow(unauthenticated);
  });
});

describe("the Event Grid secret", () => {
  test("is accepted in the query or in a header", async () => {
    for (const inbound of [grid("grid-secret"), request({ eventgrid: "grid-secret" })]) {
      expect(adapter.webhook.claims(inbound)).toBe(true);
      expect(await adapter.webhook.verify(inbound)).toEqual({ role: "event-grid" });
    }
  });

  test("wrong, empty and missing secrets are refused", async () => {
    for (const inbound of [grid("wrong"), grid("grid-secret2"), grid(""), request({})])
      await expect(adapter.webhook.verify(inbound)).rejects.toThrow(unauthenticated);
    expect(adapter.webhook.claims(request({}))).toBe(false);
  });

  test("two secrets can be valid at the same time, and one may be fetched", async () => {
    const changing = withOptions({ eventGrid: { secret: [async () => "new", "old"] } });
    for (const secret of ["new", "old"])
      expect(await changing.webhook.verify(grid(secret))).toEqual({ role: "event-grid" });
    await expect(changing.webhook.verify(grid("older"))).rejects.toThrow(/secret is wrong/);
    await changing.close?.();
  });

  test("a fetched secret is cached, and strangers' requests do not fetch it again at once", async () => {
    let asked = 0;
    const secret = async () => {
      asked++;
      return "fetched";
    };
    const fetching = withOptions({ eventGrid: { secret } });
    for (const guess of ["x", "y", "z"])
      await expect(fetching.webhook.verify(grid(guess))).rejects.toThrow(unauthenticated);
    expect(await fetching.webhook.verify(grid("fetched"))).toEqual({ role: "event-grid" });
    expect(asked).toBe(1);
    await fetching.close?.();
  });

  test("with an empty fetched secret, every request is refused", async () => {
    const empty = withOptions({ eventGrid: { secret: () => "" } });
    await expect(empty.webhook.verify(grid("x"))).rejects.toThrow(unauthenticated);
    await expect(empty.webhook.verify(grid(""))).rejects.toThrow(unauthenticated);
    await empty.close?.();
  });

  test("the name of the parameter can be set, so that two resources can differ", async () => {
    const east = withOptions({ eventGrid: { secret: "s", name: "east" } });
    expect(east.webhook.claims(grid("s", "east"))).toBe(true);
    expect(east.webhook.claims(grid("s", "west"))).toBe(false);
    expect(await east.webhook.verify(grid("s", "east"))).toEqual({ role: "event-grid" });
    await east.close?.();
  });

  test("without the option, Event Grid's requests are refused, and the error names the option", async () => {
    const outbound = withOptions({ eventGrid: undefined });
    expect(outbound.webhook.claims(grid("x"))).toBe(false);
    await expect(outbound.webhook.verify(grid("x"))).rejects.toThrow(/ACS_EVENT_GRID_SECRET/);
    await outbound.close?.();
  });
});

test("an unknown key while the key server is down is answered 503", {
  tags: "endpoint/keys-survive",
}, async () => {
  const away = withOptions({ openIdConfigurationUrl: "http://127.0.0.1:1/configuration" });
  await away.webhook.warmUp?.();
  await expect(away.webhook.verify(bearer(tokens.sign(good)))).rejects.toThrow(
    expect.objectContaining({ code: "unavailable" }),
  );
  await away.close?.();
});
