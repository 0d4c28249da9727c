import { party, phone } from "@trunkline/core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type GraphCloud, number, startGraphCloud, tenantId } from "../graph-cloud.fixture.js";
import { failureOf, runVerb } from "../run-verb.fixture.js";

let cloud: GraphCloud;
beforeAll(async () => {
  cloud = await startGraphCloud();
});
beforeEach(() => cloud.reset());
afterAll(() => cloud.close());

const john = party.user("112f7296-5fa4-42ca-bae8-6a692b15d4b8");
const create = (own?: object) => {
  const adapter = cloud.adapter();
  return failureOf(adapter, "create", runVerb(adapter, "create", { to: [john] }, own ? { own } : {}));
};
const keepAlive = () => {
  const adapter = cloud.adapter();
  return failureOf(adapter, "keepAlive", runVerb(adapter, "keepAlive", {}, { providerCallId: "x" }));
};
const refuse = (status: number, code?: string, message = "No.") =>
  cloud.answer({ status, ...(code === undefined ? {} : { body: { error: { code, message, innerError: {} } } }) });

describe("what Graph refuses", () => {
  test("a missing permission is named, and with it the one that app-hosted media need", async () => {
    refuse(403, "UnauthorizedAccess");
    expect(await create()).toMatchObject({ code: "forbidden", hint: expect.stringContaining("Calls.Initiate.All ") });
    expect((await create({ mediaBlob: "x" })).hint).toContain("Calls.Initiate.All and Calls.AccessMedia.All");
  });

  test("joining as a guest names the guest's permission", async () => {
    refuse(403, "x");
    const adapter = cloud.adapter();
    const as = party.guest({ id: "g", displayName: "G" });
    const join = runVerb(adapter, "join", { target: { kind: "meeting-id", id: "1" }, as });
    expect((await failureOf(adapter, "join", join)).hint).toContain("Calls.JoinGroupCallAsGuest.All");
  });

  test("7505 names the token's tenant and says how to give another", async () => {
    refuse(403, "7505", "Request authorization tenant mismatch.");
    expect(await create()).toMatchObject({
      code: "forbidden",
      providerCode: "7505",
      requestId: "rid-1",
      hint: expect.stringMatching(new RegExp(`${tenantId}.*GRAPH_TENANT_ID`)),
    });
  });

  test("7507 points to the numbers", async () => {
    refuse(400, "7507");
    const adapter = cloud.adapter();
    const call = runVerb(adapter, "create", { to: [phone("+12345678901")], from: phone(number) });
    expect((await failureOf(adapter, "create", call)).hint).toContain("GRAPH_NUMBERS");
  });

  test("7507 for a telephone that is added points to the number of the call", async () => {
    refuse(400, "7507");
    const adapter = cloud.adapter();
    const added = runVerb(adapter, "addParticipant", { to: phone("+12345678901") }, { providerCallId: "c" });
    expect((await failureOf(adapter, "addParticipant", added)).hint).toContain("create the call with `from`");
  });

  test("8522 is call-ended on an existing call, and not-found on a new one", async () => {
    refuse(404, "8522", "Call not found.");
    expect(await keepAlive()).toMatchObject({ code: "call-ended", status: 404, retryable: false });
    expect((await create()).code).toBe("not-found");
  });

  test("a 404 that is not from the calls service is not the end of a call and is retryable", async () => {
    refuse(404, "UnknownError", "<!DOCTYPE html><title>404 - File or directory not found.</title>");
    expect(await keepAlive()).toMatchObject({ code: "unavailable", status: 404, retryable: true });
    refuse(404, "NotFound");
    expect(await keepAlive()).toMatchObject({ code: "not-found", status: 404, retryable: false });
  });

  test("501 is unsupported, and its outcome is certain", async () => {
    refuse(501, "SimulatorNotImplemented", "This is not simulated.");
    expect(await create()).toMatchObject({ code: "unsupported", status: 501, retryable: false });
  });

  test.each([
    [400, "invalid-request"],
    [409, "conflict"],
    [412, "conflict"],
    [408, "timeout"],
    [504, "timeout"],
    [500, "unavailable"],
    [503, "unavailable"],
  ])("%i is %s and not retryable", async (status, code) => {
    refuse(status, "9999");
    expect(await create()).toMatchObject({ code, status, retryable: false });
  });

  test.each([
    ["2.128", 2128],
    ["0", 0],
    ["soon", undefined],
    ["-5", undefined],
  ])("throttled with Retry-After %s is retryable", async (value, retryAfterMs) => {
    cloud.answer({ status: 429, body: { error: { code: "TooManyRequests" } }, headers: { "retry-after": value } });
    const error = await create();
    expect(error).toMatchObject({ code: "throttled", retryable: true });
    expect(error.retryAfterMs).toBe(retryAfterMs);
  });

  test("an answer that is not JSON is mapped by its status", async () => {
    refuse(502);
    expect(await create()).toMatchObject({ code: "unavailable", message: "create: Graph answered 502" });
  });
});

describe("the token", () => {
  test("a token that Graph refuses is replaced once, and the request is sent again", async () => {
    cloud.answer({ status: 401 }, { status: 200 });
    await runVerb(cloud.adapter(), "keepAlive", {}, { providerCallId: "x" });
    expect(cloud.asked.map(({ headers }) => headers.authorization)).toEqual(["Bearer token-1", "Bearer token-2"]);
  });

  test("two refusals are unauthenticated", async () => {
    refuse(401, "InvalidAuthenticationToken");
    expect(await keepAlive()).toMatchObject({
      code: "unauthenticated",
      hint: expect.stringContaining("GRAPH_CLIENT_SECRET"),
    });
    expect(cloud.asked.length).toBe(2);
  });

  test("if it cannot be fetched, its error passes through the client unchanged", async () => {
    const adapter = cloud.adapter({ clientSecret: () => "" });
    const error = await failureOf(adapter, "keepAlive", runVerb(adapter, "keepAlive", {}, { providerCallId: "x" }));
    expect(error).toMatchObject({ code: "unauthenticated", message: expect.stringContaining("GRAPH_CLIENT_SECRET") });
  });

  test("is never sent to an origin other than the API's", async () => {
    const client = cloud.adapter().client;
    await client
      .api(`${cloud.origin.replace("127.0.0.1", "localhost").replace("http:", "https:")}/v1.0/me`)
      .get()
      .catch(() => {});
    expect(cloud.tokensFor).toEqual([]);
  });

  test("the vendor's client works for everything else, in the default tenant", async () => {
    cloud.answer({ status: 200, body: { value: [1] } });
    expect(await cloud.adapter().client.api("/users").get()).toEqual({ value: [1] });
    expect(cloud.asked[0]).toMatchObject({ path: "/v1.0/users", headers: { authorization: "Bearer token-1" } });
    expect(cloud.tokensFor).toEqual([tenantId]);
  });
});

describe("no answer at all", () => {
  test("a request that was never sent is retryable", async () => {
    const adapter = cloud.adapter({ baseUrl: "http://127.0.0.1:1" });
    const call = runVerb(adapter, "create", { to: [john] });
    expect(await failureOf(adapter, "create", call)).toMatchObject({ code: "unavailable", retryable: true });
  });

  test("an aborted request may have taken effect, unless it was aborted before it was sent", async () => {
    const adapter = cloud.adapter();
    await runVerb(adapter, "keepAlive", {}, { providerCallId: "x" });
    const controller = new AbortController();
    const { signal } = controller;
    cloud.answer({ status: 200, stall: () => controller.abort() });
    const underWay = runVerb(adapter, "keepAlive", {}, { providerCallId: "x", signal });
    expect(await failureOf(adapter, "keepAlive", underWay)).toMatchObject({ code: "timeout", retryable: false });
    const before = runVerb(adapter, "keepAlive", {}, { providerCallId: "x", signal });
    expect(await failureOf(adapter, "keepAlive", before)).toMatchObject({ code: "timeout", retryable: true });
  });

  test("a server that stays silent is a timeout", async () => {
    const adapter = cloud.adapter({ requestTimeoutMs: 1_000 });
    await runVerb(adapter, "keepAlive", {}, { providerCallId: "x" });
    const arrived = new Promise<void>((resolve) => cloud.answer({ status: 200, stall: resolve }));
    const call = failureOf(adapter, "keepAlive", runVerb(adapter, "keepAlive", {}, { providerCallId: "x" }));
    await arrived;
    await cloud.clock.advance(1_000);
    expect(await call).toMatchObject({ code: "timeout", retryable: false });
  });
});
