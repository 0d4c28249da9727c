import { type Participant, party, phone } from "@trunkline/core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type GraphCloud, startGraphCloud, tenantId } from "../graph-cloud.fixture.js";
import { failureOf, runVerb } from "../run-verb.fixture.js";

const providerCallId = "481f3600-983e-4276-9b59-c1b30ec8d125";
const path = `/v1.0/communications/calls/${providerCallId}/participants`;
const inGroup = { providerCallId, memo: { tenantId, group: true } };
const operationId = "e0be71f1-a14f-4cec-b65a-e7aba5db7c53";
const bob = party.user("98da8a1a-1b87-452c-a713-65d3f10b1253");
const who: Pick<Participant, "id" | "party"> = { id: "fa1e9582-7145-4ca3-bcd8-577f561fcb6e", party: bob };
const wav = { url: "https://bot.contoso.com/onHold.wav" };

let cloud: GraphCloud;
beforeAll(async () => {
  cloud = await startGraphCloud();
});
beforeEach(() => cloud.reset());
afterAll(() => cloud.close());

const running = { status: 200, body: { status: "Running", id: "OP1" } };

describe("addParticipant", () => {
  const written = (identity: object, more: object = {}) => ({
    participants: [
      {
        "@odata.type": "#microsoft.graph.invitationParticipantInfo",
        identity: { "@odata.type": "#microsoft.graph.identitySet", ...identity },
        ...more,
      },
    ],
    clientContext: operationId,
  });
  const user = { user: { "@odata.type": "#microsoft.graph.identity", id: bob.id } };

  test("invites a user, and a completion follows", async () => {
    cloud.answer(running);
    const taken = await runVerb(cloud.adapter(), "addParticipant", { to: bob }, inGroup);
    expect(taken).toMatchObject({ done: false, providerOperationId: "op1" });
    expect(taken).not.toHaveProperty("warnings");
    expect(cloud.asked).toMatchObject([{ method: "POST", path: `${path}/invite` }]);
    expect(cloud.asked[0]?.body).toEqual(written(user));
  });

  test("brings somebody over from another call", async () => {
    cloud.answer(running);
    const input = { to: bob, replaces: { providerCallId: "a7ebfb2d-871e-419c-87af-27290b22e8db" } };
    await runVerb(cloud.adapter(), "addParticipant", input, { ...inGroup, own: { participantId: "p7" } });
    expect(cloud.asked[0]?.body).toEqual(
      written(user, { replacesCallId: "a7ebfb2d-871e-419c-87af-27290b22e8db", participantId: "p7" }),
    );
  });

  test("adds them hidden, or out of the common mix, and with a context of the bot's own", async () => {
    cloud.answer(running);
    const own = { hidden: true, removeFromDefaultAudioRoutingGroup: true, clientContext: "mine" };
    await runVerb(cloud.adapter(), "addParticipant", { to: bob }, { ...inGroup, own });
    expect(cloud.asked[0]?.body).toEqual({
      ...written(user, { hidden: true, removeFromDefaultAudioRoutingGroup: true }),
      clientContext: "mine",
    });
  });

  test("takes no number to call from, with a warning", async () => {
    cloud.answer(running);
    const input = { to: phone("+14255550123"), from: phone("+18005550100") };
    const taken = await runVerb(cloud.adapter(), "addParticipant", input, inGroup);
    expect(taken.warnings).toEqual([expect.stringMatching(/^from: /)]);
    expect(cloud.asked[0]?.body).toEqual(
      written({ phone: { "@odata.type": "#microsoft.graph.identity", id: "+14255550123" } }),
    );
  });

  test("has failed when the answer says so", async () => {
    cloud.answer({ status: 200, body: { status: "failed" } });
    const adapter = cloud.adapter();
    const adding = runVerb(adapter, "addParticipant", { to: bob }, inGroup);
    expect(await failureOf(adapter, "addParticipant", adding)).toMatchObject({ code: "operation-failed" });
  });

  test("refuses whom Graph cannot call, before any request", async () => {
    for (const to of [party.guest({ id: "g", displayName: "G" }), party.unknown("8:x")])
      await expect(runVerb(cloud.adapter(), "addParticipant", { to }, inGroup)).rejects.toThrow("Graph cannot call");
    expect(cloud.asked).toEqual([]);
  });

  test("cannot be taken back, and the adapter says why", () => {
    const adapter = cloud.adapter();
    expect(adapter.verbs).not.toHaveProperty("cancelAddParticipant");
    expect(adapter.absent?.cancelAddParticipant).toMatch("gives no id for a participant who is still ringing");
  });

  test("without its permission names it by its real name", async () => {
    cloud.answer({ status: 403, body: { error: { code: "7504", message: "Insufficient application permissions." } } });
    const adapter = cloud.adapter();
    const adding = runVerb(adapter, "addParticipant", { to: bob }, inGroup);
    expect(await failureOf(adapter, "addParticipant", adding)).toMatchObject({
      code: "forbidden",
      hint: expect.stringContaining("Calls.InitiateGroupCall.All"),
    });
  });
});

describe("removeParticipant", () => {
  test("deletes the participant, and the answer is the end of it", async () => {
    cloud.answer({ status: 204 });
    const adapter = cloud.adapter();
    expect(await runVerb(adapter, "removeParticipant", { who }, inGroup)).toEqual({ requestId: "rid-1" });
    expect(cloud.asked).toMatchObject([{ method: "DELETE", path: `${path}/${who.id}` }]);
    expect(cloud.asked[0]?.body).toBeUndefined();
    expect(adapter.verbs.removeParticipant?.completes).toBe("acceptance");
  });

  test("of the organizer says that it cannot be", async () => {
    cloud.answer({ status: 403, body: { error: { code: "8552", message: "Can't remove organizer." } } });
    const adapter = cloud.adapter();
    const removing = runVerb(adapter, "removeParticipant", { who }, inGroup);
    expect(await failureOf(adapter, "removeParticipant", removing)).toMatchObject({
      ...{ code: "forbidden", hint: expect.stringContaining("organizer") },
    });
  });

  test("that the tenant does not allow says what its administrator has to set", async () => {
    cloud.answer({ status: 403, body: { error: { code: "Forbidden", message: "Not allowed." } } });
    const adapter = cloud.adapter();
    const removing = runVerb(adapter, "removeParticipant", { who }, inGroup);
    expect(await failureOf(adapter, "removeParticipant", removing)).toMatchObject({
      code: "forbidden",
      hint: expect.stringMatching(/AllowRemoveParticipantAppIds.*Calls\.JoinGroupCallAsGuest\.All/),
    });
  });

  test("of somebody who is gone already is done, since a first request may have put them out", async () => {
    cloud.answer({ status: 404, body: { error: { code: "8558", message: "Participant not present." } } });
    expect(await runVerb(cloud.adapter(), "removeParticipant", { who }, inGroup)).toBeDefined();
  });

  test("on a call that is gone fails", async () => {
    cloud.answer({ status: 404, body: { error: { code: "8543", message: "Call does not exist." } } });
    const adapter = cloud.adapter();
    const removing = runVerb(adapter, "removeParticipant", { who }, inGroup);
    expect(await failureOf(adapter, "removeParticipant", removing)).toMatchObject({ code: "call-ended" });
  });
});

describe("mute", () => {
  test("mutes a participant under our id", async () => {
    cloud.answer({ status: 200, body: { status: "completed", id: "OP1" } });
    const taken = await runVerb(cloud.adapter(), "mute", { who }, inGroup);
    expect(taken).toMatchObject({ done: true, providerOperationId: "op1" });
    expect(cloud.asked).toMatchObject([
      { method: "POST", path: `${path}/${who.id}/mute`, body: { clientContext: operationId } },
    ]);
  });

  test("has no counterpart, and the adapter says why", () => {
    const adapter = cloud.adapter();
    expect(adapter.verbs).not.toHaveProperty("unmute");
    expect(adapter.absent?.unmute).toMatch("nobody can unmute another");
  });
});

describe("hold and unhold", () => {
  test("the documented example of startHoldMusic", async () => {
    cloud.answer({ status: 202, body: { status: "running", id: "OP1" } });
    const taken = await runVerb(cloud.adapter(), "hold", { who, prompt: wav }, inGroup);
    expect(taken).toMatchObject({ done: false, providerOperationId: "op1" });
    expect(cloud.asked).toMatchObject([{ method: "POST", path: `${path}/${who.id}/startHoldMusic` }]);
    expect(cloud.asked[0]?.body).toEqual({
      customPrompt: {
        "@odata.type": "#microsoft.graph.mediaPrompt",
        mediaInfo: { "@odata.type": "#microsoft.graph.mediaInfo", uri: wav.url },
      },
      clientContext: operationId,
    });
  });

  test("hold without a prompt plays Graph's own music; a file may have a key", async () => {
    cloud.answer({ status: 202, body: { status: "running" } });
    const adapter = cloud.adapter();
    await runVerb(adapter, "hold", { who }, { ...inGroup, own: { clientContext: "mine" } });
    await runVerb(adapter, "hold", { who, prompt: wav }, { ...inGroup, own: { resourceId: "r1" } });
    expect(cloud.asked.map(({ body }) => body)).toMatchObject([
      { clientContext: "mine" },
      { customPrompt: { mediaInfo: { resourceId: "r1" } } },
    ]);
    expect(cloud.asked[0]?.body).not.toHaveProperty("customPrompt");
  });

  test("unhold stops the music, and has ended when the answer says so", async () => {
    cloud.answer({ status: 202, body: { status: "completed", id: "OP2" } });
    const adapter = cloud.adapter();
    expect(await runVerb(adapter, "unhold", { who }, inGroup)).toMatchObject({ done: true });
    expect(await runVerb(adapter, "unhold", { who }, { ...inGroup, own: { clientContext: "mine" } })).toBeDefined();
    expect(cloud.asked).toMatchObject([
      { path: `${path}/${who.id}/stopHoldMusic`, body: { clientContext: operationId } },
      { body: { clientContext: "mine" } },
    ]);
  });

  test("a text is refused before any request: Graph has no voice", async () => {
    const holding = runVerb(cloud.adapter(), "hold", { who, prompt: { text: "Please wait" } }, inGroup);
    await expect(holding).rejects.toMatchObject({ code: "unsupported", hint: expect.stringContaining("WAV") });
    expect(cloud.asked).toEqual([]);
  });
});

describe.each(["removeParticipant", "mute", "hold", "unhold"] as const)("%s", (verb) => {
  test.each([
    ["before the first roster", { party: bob }, "no roster of this call has come yet"],
    ["when the roster has no ids", { party: bob, id: `user:${bob.id}` }, "has none for this participant"],
    ["when a roster without ids has them twice", { party: bob, id: `user:${bob.id}#2` }, "has none for this"],
  ])("is refused %s", async (_, nameless, message) => {
    const asking = runVerb(cloud.adapter(), verb, { who: nameless }, inGroup);
    await expect(asking).rejects.toMatchObject({
      ...{ code: "invalid-request", message: expect.stringContaining(message) },
      hint: expect.stringContaining("participants-changed"),
    });
    expect(cloud.asked).toEqual([]);
  });

  test("has the id in its address, encoded", async () => {
    await runVerb(cloud.adapter(), verb, { who: { party: bob, id: "a/b" } }, inGroup);
    expect(cloud.asked[0]?.path).toContain("/participants/a%2Fb");
  });

  test("needs the permission that the bot joined with", () => {
    expect(cloud.adapter().verbs[verb]?.permission).toBe("Calls.JoinGroupCallAsGuest.All");
  });
});

test.each(["addParticipant", "removeParticipant", "mute", "hold", "unhold"] as const)(
  "a one-to-one call has no %s, and the reason says what to do instead",
  (verb) => {
    const adapter = cloud.adapter();
    expect(adapter.narrow?.({ memo: null, group: false })[verb]).toMatch(
      /group calls and meetings only: join a meeting.*addParticipant\(caller, \{ replaces: call \}\)/,
    );
    expect(adapter.narrow?.({ memo: inGroup.memo, group: true })).toEqual({});
  },
);

test("one participant may be on hold at once", () => {
  expect(cloud.adapter().limits.holds).toBe(1);
});
