import { party, phone } from "@trunkline/core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { account, type GraphCloud, number, startGraphCloud, tenantId } from "../graph-cloud.fixture.js";
import { applicationInstance } from "../parties/own-parties.js";
import { runVerb } from "../run-verb.fixture.js";

let cloud: GraphCloud;
beforeAll(async () => {
  cloud = await startGraphCloud();
});
beforeEach(() => cloud.reset());
afterAll(() => cloud.close());

const providerCallId = "481f3600-983e-4276-9b59-c1b30ec8d125";
const path = `/v1.0/communications/calls/${providerCallId}`;
const up = { providerCallId, memo: { tenantId, group: false } };
const inGroup = { providerCallId, memo: { tenantId, group: true } };
const appHosted = { providerCallId, memo: { tenantId, appHosted: true } };
const last = () => cloud.asked.at(-1);
const john = party.user("112f7296-5fa4-42ca-bae8-6a692b15d4b8");

describe("what is refused before any request", () => {
  const create = (input: Parameters<typeof runVerb<"create">>[2]) => runVerb(cloud.adapter(), "create", input);

  test.each([
    [
      "a telephone without a number to call from",
      { to: [phone("+12345678901")] },
      "invalid-request",
      /GRAPH_NUMBERS|`from`/,
    ],
    [
      "a telephone from a number without an account",
      { to: [phone("+12345678901")], from: phone("+12345670009") },
      "invalid-request",
      /no resource account/,
    ],
    [
      "a telephone from an application",
      { to: [phone("+12345678901")], from: party.application("a") },
      "invalid-request",
      /resource account/,
    ],
    ["a telephone in a new group", { to: [john, phone("+12345678901")], from: phone(number) }, "unsupported", /group/],
    ["a guest", { to: [party.guest({ id: "g", displayName: "G" })] }, "unsupported", /join a meeting/],
    ["somebody unknown", { to: [party.unknown("x")] }, "invalid-request", /raw identifier/],
    [
      "another provider's party",
      { to: [{ kind: "provider", provider: "acs", type: "communicationUser", id: "8:acs:x" }] },
      "unsupported",
      /another provider/,
    ],
    ["a call from a user", { to: [john], from: john }, "unsupported", /cannot come from/],
  ] as const)("%s", async (_, input, code, message) => {
    await expect(create(input)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    expect(cloud.asked).toEqual([]);
    expect(cloud.tokensFor).toEqual([]);
  });

  test("the error of an unmapped number names the option", async () => {
    const from = phone("+12345670009");
    await expect(create({ to: [phone("+12345678901")], from })).rejects.toMatchObject({
      hint: expect.stringContaining("numbers (GRAPH_NUMBERS)"),
    });
  });

  test("a call between two parties can be ended for everyone, a group call cannot", async () => {
    await expect(runVerb(cloud.adapter(), "hangUp", { everyone: true }, inGroup)).rejects.toMatchObject({
      code: "unsupported",
    });
    await runVerb(cloud.adapter(), "hangUp", { everyone: true }, up);
    expect(last()).toMatchObject({ method: "DELETE", path });
  });

  test("a transfer out of a group call needs a named transferee", async () => {
    await expect(runVerb(cloud.adapter(), "transfer", { to: john }, inGroup)).rejects.toMatchObject({
      code: "invalid-request",
    });
  });

  test("text to speak, and a prompt for some of a group", async () => {
    const adapter = cloud.adapter();
    await expect(runVerb(adapter, "play", { prompts: [{ text: "hi" }], loop: false }, up)).rejects.toMatchObject({
      code: "unsupported",
    });
    const some = { prompts: [{ url: "https://x/a.wav" }], loop: false, to: [john] };
    await expect(runVerb(adapter, "play", some, inGroup)).rejects.toMatchObject({ code: "unsupported" });
  });

  test("prompts and tones on media that the bot handles itself", async () => {
    const adapter = cloud.adapter();
    const play = { prompts: [{ url: "https://x/a.wav" }], loop: false };
    await expect(runVerb(adapter, "play", play, appHosted)).rejects.toMatchObject({ code: "unsupported" });
    await expect(runVerb(adapter, "sendDtmf", { tones: ["1"] }, appHosted)).rejects.toMatchObject({
      code: "unsupported",
    });
    await expect(runVerb(adapter, "subscribeDtmf", {}, appHosted)).rejects.toMatchObject({ code: "unsupported" });
    await expect(runVerb(adapter, "cancelMedia", {}, appHosted)).rejects.toMatchObject({ code: "unsupported" });
    const narrowed = adapter.narrow?.({ memo: appHosted.memo, group: false });
    expect(narrowed).toMatchObject(
      Object.fromEntries(
        ["play", "cancelMedia", "sendDtmf", "subscribeDtmf"].map((verb) => [verb, expect.any(String)]),
      ),
    );
    expect(adapter.narrow?.({ memo: up.memo, group: false })).not.toHaveProperty("play");
  });

  test("options that beta alone has, on v1.0", async () => {
    const own = { ringingTimeoutInSeconds: 30 };
    await expect(runVerb(cloud.adapter(), "create", { to: [john] }, { own })).rejects.toMatchObject({
      code: "unsupported",
      message: expect.stringContaining("ringingTimeoutInSeconds"),
    });
    await expect(
      runVerb(cloud.adapter(), "redirect", { to: [john] }, { ...up, own: { maskCaller: true } }),
    ).rejects.toMatchObject({ code: "unsupported" });
    await runVerb(cloud.adapter({ apiVersion: "beta" }), "create", { to: [john] }, { own });
    expect(last()?.body).toMatchObject({ ringingTimeoutInSeconds: 30 });
  });

  test("a context of 257 characters", async () => {
    const own = { clientContext: "x".repeat(257) };
    await expect(runVerb(cloud.adapter(), "sendDtmf", { tones: ["1"] }, { ...up, own })).rejects.toThrow(/256/);
  });
});

describe("what is sent", () => {
  test.each([
    ["busy", "busy"],
    ["declined", "none"],
    ["forbidden", "forbidden"],
  ] as const)("a call rejected as %s is %s on the wire", async (reason, word) => {
    await runVerb(cloud.adapter(), "reject", { reason }, up);
    expect(last()).toMatchObject({
      path: `${path}/reject`,
      body: { reason: word, callbackUri: "https://bot.contoso.com/callback" },
    });
  });

  test("a consultative transfer out of a group", async () => {
    const input = { to: john, transferee: phone("+12345678901"), replaces: { providerCallId: "other" } };
    await runVerb(cloud.adapter(), "transfer", input, inGroup);
    expect(last()?.body).toMatchObject({
      transferTarget: { replacesCallId: "other", identity: { user: { id: john.id } } },
      transferee: { "@odata.type": "#microsoft.graph.participantInfo", identity: { phone: { id: "+12345678901" } } },
    });
  });

  test("a call from a resource account named by itself", async () => {
    await runVerb(cloud.adapter(), "create", { to: [phone("+12345678901")], from: applicationInstance(account) });
    expect(last()?.body).toMatchObject({ source: { identity: { applicationInstance: { id: account } } } });
  });

  test("prompts, and their completion's context", async () => {
    cloud.answer({ status: 200, body: { status: "running", id: "OP" } });
    const prompts = [{ url: "https://x/a.wav" }, { url: "https://x/b.wav" }];
    const taken = await runVerb(
      cloud.adapter(),
      "play",
      { prompts, loop: false },
      { ...up, own: { resourceIds: ["r1"] } },
    );
    expect(last()).toMatchObject({
      path: `${path}/playPrompt`,
      body: {
        clientContext: "e0be71f1-a14f-4cec-b65a-e7aba5db7c53",
        prompts: [
          { mediaInfo: { uri: "https://x/a.wav", resourceId: "r1" } },
          { mediaInfo: { uri: "https://x/b.wav" } },
        ],
      },
    });
    expect(taken).toEqual({ providerOperationId: "op", requestId: "rid-1", done: false });
  });

  test("a loop is a loop on beta, and twenty prompts with a warning on v1.0", async () => {
    const input = { prompts: [{ url: "https://x/a.wav" }, { url: "https://x/b.wav" }], loop: true };
    await runVerb(cloud.adapter({ apiVersion: "beta" }), "play", input, up);
    expect(last()?.path.startsWith("/beta/")).toBe(true);
    expect(last()?.body).toMatchObject({ loop: true, prompts: { length: 2 } });
    const taken = await runVerb(cloud.adapter(), "play", input, up);
    expect(last()?.body).toMatchObject({ prompts: { length: 20 } });
    expect(last()?.body).not.toHaveProperty("loop");
    expect(taken.warnings).toEqual([expect.stringContaining("10 times")]);
  });

  test("an operation that completes in the response is done, and one that fails in the response is an error", async () => {
    cloud.answer({ status: 200, body: { status: "Completed", id: "x" } });
    expect(await runVerb(cloud.adapter(), "subscribeDtmf", {}, up)).toMatchObject({ done: true });
    expect(await runVerb(cloud.adapter(), "cancelMedia", {}, up)).toMatchObject({ done: true });
    cloud.answer({ status: 200, body: { status: "failed" } });
    await expect(runVerb(cloud.adapter(), "cancelMedia", {}, up)).rejects.toMatchObject({ code: "operation-failed" });
  });

  test("tones and keys for one participant are accepted with a warning that they concern all", async () => {
    expect((await runVerb(cloud.adapter(), "sendDtmf", { tones: ["1"], to: john }, inGroup)).warnings?.length).toBe(1);
    expect((await runVerb(cloud.adapter(), "subscribeDtmf", { of: john }, inGroup)).warnings?.length).toBe(1);
    expect((await runVerb(cloud.adapter(), "sendDtmf", { tones: ["1"], to: john }, up)).warnings).toBeUndefined();
  });

  test("the tenant is the party's, otherwise the call's, otherwise the default", async () => {
    const theirs = "11111111-2222-4333-8444-555555555555";
    const adapter = cloud.adapter();
    const created = await runVerb(adapter, "create", { to: [party.user(theirs, { tenantId: theirs })] });
    expect(last()?.body).toMatchObject({ tenantId: theirs });
    await runVerb(adapter, "keepAlive", {}, { providerCallId, memo: created.memo ?? null });
    expect(last()).toMatchObject({ method: "POST", path: `${path}/keepAlive` });
    await runVerb(adapter, "keepAlive", {}, { providerCallId });
    expect(cloud.tokensFor).toEqual([theirs, tenantId]);
  });
});

describe("asking how a call stands", () => {
  const inspect = async (status: number, body?: object) => {
    cloud.answer({ status, ...(body ? { body } : {}) });
    return (await runVerb(cloud.adapter(), "inspect", {}, up)).found;
  };

  test("its state, its end, and that it is gone", async () => {
    expect(await inspect(200, { state: "established" })).toEqual({ state: "connected" });
    expect(await inspect(200, { state: "terminated", resultInfo: { code: 408, subcode: 8537 } })).toEqual({
      state: "disconnected",
      result: { code: 408, subcode: 8537, message: "" },
    });
    expect(await inspect(404, { error: { code: "8522", message: "Call not found." } })).toEqual({ state: "gone" });
    expect(await inspect(200, { state: "levitating" })).toBeUndefined();
  });
});
