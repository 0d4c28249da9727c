import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { APP, callTo, type GraphStage, graphStage, JOHN, TENANT } from "../graph-stage.fixture.js";
import { graphIssuers } from "../wire/behavior.js";

const keySet = z.object({ keys: z.array(z.object({ kid: z.string() })) });

let stage: GraphStage;
beforeAll(async () => {
  stage = await graphStage();
});
beforeEach(async () => {
  await stage.simulator.reset();
  stage.received.length = 0;
  stage.answerWith = () => new Response(null, { status: 202 });
});
afterAll(() => stage.simulator.close());

const change = (...args: Parameters<typeof stage.simulator.graphBehavior.change>) =>
  stage.simulator.graphBehavior.change(...args);
const first = (): Record<string, unknown> => JSON.parse(stage.received[0]?.body ?? "{}").value[0];
const tokenOf = (index: number): string =>
  stage.received[index]?.headers.get("authorization")?.replace("Bearer ", "") ?? "";

describe("by default a notification", () => {
  test("has the documented envelope", async () => {
    const id = await stage.ringing();
    expect(JSON.parse(stage.received[0]?.body ?? "")).toEqual({
      "@odata.type": "#microsoft.graph.commsNotifications",
      value: [
        {
          "@odata.type": "#microsoft.graph.commsNotification",
          changeType: "updated",
          resourceUrl: `/communications/calls/${id}`,
          callbackUri: "https://bot.contoso.com/callback",
          resourceData: { "@odata.type": "#microsoft.graph.call", state: "establishing", id },
        },
      ],
    });
  });

  test("has the headers that were seen, and an id of its own", async () => {
    await stage.ringing();
    stage.simulator.person("john").answer();
    await stage.settled();
    const [one, other] = stage.received.map(({ headers }) => headers);
    expect(one?.get("user-agent")).toBe("Microsoft-Skype/3.0,(Calling/1.0)");
    expect(one?.get("scenario-id")).toBe(one?.get("x-microsoft-skype-chain-id"));
    expect(one?.get("x-microsoft-skype-message-id")).not.toBe(other?.get("x-microsoft-skype-message-id"));
  });

  test("keeps its id when it is sent twice", async () => {
    stage.simulator.faults.add({ effect: { kind: "duplicate" } });
    await stage.ringing();
    const ids = stage.received.map(({ headers }) => headers.get("x-microsoft-skype-message-id"));
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  test("has a token of five minutes, for the app, about the tenant, made when it leaves", async () => {
    await stage.ringing();
    await stage.clock.advance(10_000);
    stage.simulator.person("john").answer();
    await stage.settled();
    const now = stage.clock.now() / 1000;
    expect(stage.received[1]?.claims).toMatchObject({
      iss: "https://api.botframework.com",
      aud: APP,
      tid: TENANT,
      appid: expect.any(String),
      iat: now,
      exp: now + 300,
    });
    expect(decodeProtectedHeader(tokenOf(1))).toEqual({
      alg: "RS256",
      typ: "JWT",
      kid: expect.any(String),
      x5t: expect.any(String),
    });
  });
});

describe("switched on", () => {
  test("changeType is capitalized", async () => {
    change({ changeType: "capitalized" });
    await stage.ringing();
    expect(first().changeType).toBe("Updated");
  });

  test.each([
    ["both", true],
    ["resource", false],
  ] as const)("the older resource is there: %s", async (resource, withUrl) => {
    change({ resource });
    const id = await stage.ringing();
    expect(first().resource).toBe(`/app/calls/${id}`);
    expect("resourceUrl" in first()).toBe(withUrl);
  });

  test("figures are text, ids are missing", async () => {
    change({ codesAsText: true, omitIds: true });
    const id = await stage.ringing();
    await stage.api("DELETE", `calls/${id}`);
    const { data } = stage.received.at(-1) ?? {};
    expect(data).toMatchObject({ resultInfo: { code: "200", subcode: "7000" } });
    expect(data).not.toHaveProperty("id");
  });

  test("a callback without a body goes before established", async () => {
    change({ emptyCallbacks: true });
    await stage.ringing();
    stage.simulator.person("john").answer();
    await stage.settled();
    expect(stage.received.map(({ body }) => body === "")).toEqual([false, true, false]);
  });

  test("the older notification comes first, and the call follows its 204", async () => {
    change({ legacyFirst: true });
    await stage.incoming();
    expect(stage.received).toHaveLength(1);
    expect(stage.received[0]?.body).not.toContain("commsNotifications");

    stage.received.length = 0;
    stage.answerWith = () => new Response(null, { status: 204 });
    await stage.incoming();
    expect(stage.summaries()).toEqual(["", "created incoming"]);
  });

  test.each(graphIssuers)("the issuer is %s", async (issuer) => {
    change({ issuer });
    await stage.ringing();
    expect(stage.received[0]?.claims.iss).toBe(issuer);
  });

  test("tokens say cty, or are expired, for another app, or by an unknown key", async () => {
    const published = async (): Promise<string[]> => {
      const response = await fetch(`${stage.simulator.url}/v1/keys`);
      return keySet.parse(await response.json()).keys.map(({ kid }) => kid);
    };
    change({ contentTypeInToken: true });
    await stage.ringing();
    expect(decodeProtectedHeader(tokenOf(0)).cty).toBe("JWT");
    change({ tokens: "expired" });
    await stage.ringing();
    expect(Number(stage.received[1]?.claims.exp) * 1000).toBeLessThan(stage.clock.now());
    change({ tokens: "wrong-audience" });
    await stage.ringing();
    expect(stage.received[2]?.claims.aud).not.toBe(APP);
    change({ tokens: "unknown-key" });
    await stage.ringing();
    expect(await published()).not.toContain(decodeProtectedHeader(tokenOf(3)).kid);
  });

  test("content sharing has the other form", async () => {
    change({ contentSharing: "no-data" });
    const callOptions = { isContentSharingNotificationEnabled: true };
    await stage.api("POST", "calls", callTo(JOHN, { callOptions }));
    stage.simulator.person("john").answer();
    stage.simulator.person("john").startSharing();
    await stage.settled();
    expect(stage.received.at(-1)?.body).not.toContain("resourceData");
  });
});

test("content sharing is reported only to bots that asked for it", async () => {
  await stage.ringing();
  stage.simulator.person("john").answer();
  stage.simulator.person("john").startSharing();
  await stage.settled();
  expect(stage.summaries()).toEqual(["updated establishing", "updated established"]);
});

test("what is changed holds until a reset, and can be changed over HTTP", async () => {
  const url = `${stage.simulator.url}/_sim/graph/behavior`;
  const patch = (body: object) => fetch(url, { method: "PATCH", body: JSON.stringify(body) });
  expect(await (await patch({ changeType: "capitalized" })).json()).toMatchObject({ changeType: "capitalized" });
  expect(stage.simulator.graphBehavior.current().changeType).toBe("capitalized");
  expect((await patch({ changeType: "odd" })).status).toBe(400);
  await stage.simulator.reset();
  expect(await (await fetch(url)).json()).toMatchObject({ changeType: "lower-case" });
});

describe("a forged callback", () => {
  /** As a bot should check it. */
  const verify = async (index: number) => {
    const keys = createLocalJWKSet(JSON.parse(await (await fetch(`${stage.simulator.url}/v1/keys`)).text()));
    return jwtVerify(tokenOf(index), keys, {
      algorithms: ["RS256"],
      issuer: "https://api.botframework.com",
      audience: APP,
      currentDate: new Date(stage.clock.now()),
    });
  };

  test.each(["bad-signature", "wrong-audience", "expired", "alg-none", "no-token", "unknown-key"] as const)(
    "with %s differs from a genuine one by its token, and the answer comes back",
    async (forgery) => {
      const id = await stage.ringing();
      await expect(verify(0)).resolves.toBeTruthy();
      stage.answerWith = () => new Response("no", { status: 401 });
      expect(await stage.simulator.forge({ forgery })).toEqual({ status: 401, body: "no" });
      expect(stage.received[1]).toMatchObject({
        changeType: "deleted",
        resourceUrl: `/communications/calls/${id}`,
        data: { state: "terminated" },
      });
      await expect(verify(1)).rejects.toThrow();
      expect((await stage.api("GET", `calls/${id}`)).status).toBe(200);
    },
  );

  test("about another call has a good token and this call's address", async () => {
    const id = await stage.ringing();
    await stage.simulator.forge({ forgery: "other-call" });
    await expect(verify(1)).resolves.toBeTruthy();
    expect(stage.received[1]?.url).toBe(stage.received[0]?.url);
    expect(stage.received[1]?.body).not.toContain(id);
  });

  test("cannot be about a call that is over", async () => {
    const id = await stage.ringing();
    await stage.api("DELETE", `calls/${id}`);
    await expect(stage.simulator.forge({ legId: id, forgery: "expired" })).rejects.toThrow(/no call .* under way/);
  });
});
