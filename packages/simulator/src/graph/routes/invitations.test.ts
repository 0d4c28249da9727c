import type { Client } from "@microsoft/microsoft-graph-client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  APP,
  BOT_NUMBER,
  callTo,
  type GraphStage,
  graphStage,
  HEIDI,
  INSTANCE,
  invitation,
  JOHN,
} from "../graph-stage.fixture.js";
import { officialClient, refusal } from "../official-client.fixture.js";

const MAYA = "98da8a1a-1b87-452c-a713-65d3f10b5555";
const ORGANIZER = { kind: "user", id: "bf5aae9a-d11d-47a8-93b1-782504c95555" } as const;

let stage: GraphStage;
let client: Client;
let close: () => Promise<void>;
beforeEach(async () => {
  stage = await graphStage();
  ({ client, close } = officialClient(stage));
  stage.simulator.addPerson({ id: "maya", displayName: "Maya", party: { kind: "user", id: MAYA } });
  stage.simulator.addMeeting({ keys: ["19:meeting_x@thread.v2", "123"], organizer: ORGANIZER });
});
afterEach(() => close());

/** The id of the bot's call into a meeting, by its thread. */
const meeting = async (over: object = {}): Promise<string> => {
  const organizer = { user: { id: ORGANIZER.id } };
  const place = { chatInfo: { threadId: "19:meeting_x@thread.v2", messageId: "0" }, meetingInfo: { organizer } };
  const id = await stage.ringing({ targets: [], ...place, ...over });
  stage.received.length = 0;
  return id;
};
const user = (id: string, over: object = {}) => ({ ...invitation({ user: { id } }), ...over });
const telephone = invitation({ phone: { id: "+12345678901" } });
const invite = (id: string, participants: readonly object[], over: object = {}) =>
  client.api(`/communications/calls/${id}/participants/invite`).post({ participants, clientContext: "c", ...over });
const stateOf = (personId: string) =>
  stage.simulator
    .calls()
    .flatMap((call) => call.legs)
    .findLast(({ owner }) => owner.kind === "person" && owner.personId === personId)?.state;

describe("an invitation", () => {
  test("rings, and completes when the invited is there", async () => {
    const id = await meeting();
    const operation = await invite(id, [user(MAYA)]);
    expect(operation).toMatchObject({
      "@odata.type": "#microsoft.graph.inviteParticipantsOperation",
      status: "Running",
      clientContext: "c",
      resultInfo: null,
      participants: [
        { endpointType: null, id: null, replacesCallId: null, identity: { user: { id: MAYA }, phone: null } },
      ],
    });
    await stage.settled();
    expect(stage.received).toEqual([]);
    expect(stateOf("maya")).toBe("ringing");

    stage.simulator.person("maya").answer();
    await stage.settled();
    expect(stage.summaries()).toEqual(["updated participants", "deleted operations completed"]);
    expect(stage.received[0]?.list).toMatchObject([{}, { info: { identity: { user: { id: MAYA } } } }]);
    const participants = [user(MAYA)];
    expect(stage.received[1]?.data).toEqual({
      "@odata.type": "#microsoft.graph.inviteParticipantsOperation",
      participants,
      status: "completed",
      clientContext: "c",
      id: operation.id,
    });
  });

  test("names its operation in the address, with 200", async () => {
    const { status, headers, body } = await stage.api("POST", `calls/${await meeting()}/participants/invite`, {
      participants: [user(MAYA)],
    });
    expect(status).toBe(200);
    expect(headers.get("location")).toContain(`/operations/${body.id}`);
  });

  test.each([
    ["declines", (): void => stage.simulator.person("maya").decline(), "code=603 subcode=0"],
    ["is busy", (): void => stage.simulator.person("maya").busy(), "code=486 subcode=8539"],
    ["is unreachable", (): void => stage.simulator.person("maya").unreachable(), "code=480 subcode=10037"],
  ])("fails when the invited %s, and says so in words", async (_, react, codes) => {
    const id = await meeting();
    await invite(id, [user(MAYA)]);
    react();
    await stage.settled();
    expect(stage.summaries()).toEqual(["deleted operations failed"]);
    const message = expect.stringMatching(
      new RegExp(`^addParticipantsfailed for participants: 8:orgid:${MAYA} reason: .+, ${codes}$`),
    );
    expect(stage.result()).toMatchObject({ code: 500, subcode: 0, message });
  });

  test("fails after a minute that nobody answers", async () => {
    const id = await meeting();
    await invite(id, [user(MAYA)]);
    stage.simulator.person("maya").ignore();
    await stage.clock.advance(59_999);
    expect(stage.received).toEqual([]);
    await stage.clock.advance(1);
    await stage.settled();
    expect(stage.result()).toMatchObject({ message: expect.stringContaining("code=487 subcode=10004") });
  });

  test("is accepted by a voicemail too, and fails at once for somebody who does not exist", async () => {
    const id = await meeting();
    await invite(id, [user(MAYA)]);
    stage.simulator.person("maya").voicemail();
    await stage.settled();
    expect(stage.summaries()).toEqual(["updated participants", "deleted operations completed"]);
    const operation = await invite(id, [user(APP)]);
    expect(operation.status).toBe("Running");
    await stage.settled();
    expect(stage.summaries().at(-1)).toBe("deleted operations failed");
  });

  test("of several completes with the last, and names those who did not come", async () => {
    const id = await meeting();
    await invite(id, [user(MAYA), user(JOHN), user(HEIDI)]);
    stage.simulator.person("maya").answer();
    stage.simulator.person("john").decline();
    await stage.settled();
    expect(stage.summaries()).toEqual(["updated participants"]);
    stage.simulator.person("heidi").busy();
    await stage.settled();
    expect(stage.summaries().at(-1)).toBe("deleted operations failed");
    const { message } = Object(stage.result());
    expect(message).toContain(JOHN);
    expect(message).toContain(HEIDI);
    expect(message).not.toContain(MAYA);
    expect(stage.received.at(-1)?.data.participants).toHaveLength(3);
  });

  test("that rings is taken back by the id of the invited", async () => {
    const id = await meeting();
    const { participants } = await invite(id, [user(MAYA)]);
    const path = `/communications/calls/${id}/participants/${participants[0].participantId}`;
    expect(await client.api(path).delete()).toBeUndefined();
    await stage.settled();
    expect(stateOf("maya")).toBe("ended");
    expect(stage.summaries()).toEqual(["deleted operations failed"]);
    expect(stage.result()).toMatchObject({ message: expect.stringContaining("Canceled by the caller.") });
    expect(await refusal(client.api(path).delete())).toMatchObject({ statusCode: 404, code: "8558" });
  });

  test("cannot be taken back too late: then whoever came is removed", async () => {
    const id = await meeting();
    const { participants } = await invite(id, [user(MAYA)]);
    stage.simulator.person("maya").answer();
    await client.api(`/communications/calls/${id}/participants/${participants[0].participantId}`).delete();
    await stage.settled();
    expect(stateOf("maya")).toBe("ended");
    expect(stage.summaries()).toEqual(["updated participants", "deleted operations completed", "updated participants"]);
  });

  test("is taken back from a bot that has sent it on, and rings no longer where it went", async () => {
    await stage.simulator.registerBot({ cloud: "graph", application: HEIDI, webhookUrl: "https://bot.contoso.com/2" });
    const id = await meeting();
    const { participants } = await invite(id, [invitation({ application: { id: HEIDI } })]);
    await stage.settled();
    const offered = stage.received.at(-1)?.data.id;
    const redirected = await stage.api(
      "POST",
      `calls/${offered}/redirect`,
      { targets: [user(MAYA)] },
      { appId: HEIDI },
    );
    expect(redirected.status).toBe(202);
    expect(stateOf("maya")).toBe("ringing");
    await client.api(`/communications/calls/${id}/participants/${participants[0].participantId}`).delete();
    expect(stateOf("maya")).toBe("ended");
  });

  test("may bring a bot, but not two", async () => {
    const id = await meeting();
    const bots = [invitation({ application: { id: HEIDI } }), invitation({ application: { id: MAYA } })];
    expect(await refusal(invite(id, bots))).toMatchObject({ statusCode: 400, message: expect.stringContaining("bot") });
    await stage.simulator.registerBot({ cloud: "graph", application: HEIDI, webhookUrl: "https://bot.contoso.com/2" });
    await invite(id, bots.slice(0, 1));
    await stage.settled();
    expect(stage.summaries()).toEqual(["created incoming"]);
  });
});

describe("an invitation is refused", () => {
  test("in a call for two", async () => {
    const id = await stage.established();
    expect(await refusal(invite(id, [user(MAYA)]))).toMatchObject({ statusCode: 400, code: "BadRequest" });
    expect(stateOf("maya")).toBeUndefined();
  });

  test("for no one, and for six", async () => {
    const id = await meeting();
    for (const participants of [[], Array(6).fill(user(MAYA))]) {
      expect(await refusal(invite(id, participants))).toMatchObject({ statusCode: 400, code: "BadRequest" });
    }
  });

  test("for somebody who is there, rings, or is named twice; then no one rings", async () => {
    const id = await meeting();
    await invite(id, [user(MAYA)]);
    for (const participants of [[user(MAYA)], [user(JOHN), user(JOHN)], [user(JOHN), user(MAYA)]]) {
      expect(await refusal(invite(id, participants))).toMatchObject({ statusCode: 409, code: "8519" });
    }
    expect(stateOf("john")).toBeUndefined();
  });

  test("for several into a group call, which has no chat; one may come", async () => {
    const id = await stage.group();
    expect(await refusal(invite(id, [user(MAYA), user(ORGANIZER.id)]))).toMatchObject({
      statusCode: 400,
      message: expect.stringContaining("chatInfo"),
    });
    expect((await invite(id, [user(MAYA)])).status).toBe("Running");
  });

  test("without the role, and for another tenant's call", async () => {
    const path = `calls/${await meeting()}/participants/invite`;
    const body = { participants: [user(MAYA)] };
    expect((await stage.api("POST", path, body, { tenantId: HEIDI })).body).toMatchObject({ error: { code: "7505" } });
    stage.simulator.graphBehavior.change({ apps: { [APP]: { roles: ["Calls.JoinGroupCall.All"] } } });
    expect((await stage.api("POST", path, body, { fresh: true })).body).toMatchObject({ error: { code: "7504" } });
  });
});

describe("a telephone", () => {
  const asInstance = { source: invitation({ applicationInstance: { id: INSTANCE } }) };

  test("is invited into a meeting from the number of the bot's application instance", async () => {
    await invite(await meeting(), [telephone]);
    const leg = stage.simulator.calls()[0]?.legs.at(-1);
    expect(leg).toMatchObject({ state: "ringing", calledBy: { party: { kind: "phone", number: BOT_NUMBER } } });
    stage.simulator.person("phone").answer();
    await stage.settled();
    expect(stage.received[0]?.list.at(-1)).toMatchObject({ info: { identity: { phone: { id: "+12345678901" } } } });
    expect(stage.received[1]?.data).toMatchObject({ status: "completed", participants: [telephone] });
  });

  test("is invited into a group call that the application instance made, and into no other", async () => {
    expect(await refusal(invite(await stage.group(), [telephone]))).toMatchObject({ statusCode: 403, code: "7507" });
    stage.simulator.person("john").hangUp();
    const targets = [JOHN, HEIDI].map((id) => invitation({ user: { id } }));
    const made = await stage.established({ targets, ...asInstance });
    expect((await invite(made, [telephone])).status).toBe("Running");
  });

  test("is not invited by a bot without a number", async () => {
    await stage.simulator.registerBot({ cloud: "graph", application: HEIDI, webhookUrl: "https://bot.contoso.com/2" });
    const joining = callTo(JOHN, { targets: [], meetingInfo: { joinMeetingId: "123" } });
    const { id } = (await stage.api("POST", "calls", joining, { appId: HEIDI })).body;
    const body = { participants: [telephone] };
    const refused = await stage.api("POST", `calls/${id}/participants/invite`, body, { appId: HEIDI });
    expect(refused).toMatchObject({ status: 403, body: { error: { code: "7507" } } });
  });

  test("is not invited by a bot that joined with the token of an invitation", async () => {
    const id = await meeting();
    await stage.simulator.registerBot({ cloud: "graph", application: HEIDI, webhookUrl: "https://bot.contoso.com/2" });
    await invite(id, [invitation({ application: { id: HEIDI } })]);
    await stage.settled();
    const { token } = Object(stage.received.at(-1)?.data.meetingInfo);
    const joined = await stage.ringing({ targets: [], meetingInfo: { token }, ...asInstance });
    expect(await refusal(invite(joined, [telephone]))).toMatchObject({ statusCode: 403, code: "7507" });
  });
});

describe("a telephone, on a call that somebody made to the bot", () => {
  const answer = {
    callbackUri: "https://bot.contoso.com/callback",
    acceptedModalities: ["audio"],
    mediaConfig: { "@odata.type": "#microsoft.graph.serviceHostedMediaConfig" },
  };
  /** The offered call, answered, and with Maya in it so that it is a group. */
  const groupFromOffered = async (): Promise<string> => {
    await stage.settled();
    const id = String(stage.received.findLast(({ changeType }) => changeType === "created")?.data.id);
    expect((await stage.api("POST", `calls/${id}/answer`, answer)).status).toBe(202);
    const maya = { kind: "user", id: MAYA } as const;
    stage.simulator.engine.bots.invite(id, { operationId: "maya", invitee: maya, ringMs: 1000 });
    stage.simulator.person("maya").answer();
    return id;
  };
  const application = { kind: "application", id: APP } as const;

  test.each([
    ["number", BOT_NUMBER],
    ["application instance", { kind: "application-instance", id: INSTANCE }],
  ] as const)("is invited when the call was to the bot's %s", async (_, to) => {
    stage.simulator.person("john").dial(to);
    expect((await invite(await groupFromOffered(), [telephone])).status).toBe("Running");
  });

  test("is not when the call was to the bot's application, also one that brought the bot into a meeting", async () => {
    stage.simulator.person("john").dial(application);
    expect(await refusal(invite(await groupFromOffered(), [telephone]))).toMatchObject({ code: "7507" });

    await stage.simulator.registerBot({ cloud: "graph", application: HEIDI, webhookUrl: "https://bot.contoso.com/2" });
    const joining = callTo(JOHN, { targets: [], meetingInfo: { joinMeetingId: "123" } });
    const other = String((await stage.api("POST", "calls", joining, { appId: HEIDI })).body.id);
    const offer = { operationId: "bot", invitee: application, ringMs: 10_000 };
    stage.simulator.engine.bots.invite(other, offer);
    await stage.settled();
    const id = String(stage.received.findLast(({ changeType }) => changeType === "created")?.data.id);
    expect((await stage.api("POST", `calls/${id}/answer`, answer)).status).toBe(202);
    expect(await refusal(invite(id, [telephone]))).toMatchObject({ statusCode: 403, code: "7507" });
  });

  test("is not when the caller was the application instance, and not the bot", async () => {
    const own = "3d913abb-aec0-4964-8fa6-3c6850c4f278";
    await stage.simulator.registerBot({
      cloud: "graph",
      application: HEIDI,
      applicationInstance: own,
      number: "+14255550155",
      webhookUrl: "https://bot.contoso.com/2",
    });
    const asInstance = { source: invitation({ applicationInstance: { id: own } }) };
    const calling = callTo(JOHN, { targets: [invitation({ application: { id: APP } })], ...asInstance });
    expect((await stage.api("POST", "calls", calling, { appId: HEIDI })).status).toBe(201);
    expect(await refusal(invite(await groupFromOffered(), [telephone]))).toMatchObject({ code: "7507" });
  });
});

describe("an invitation that replaces a call", () => {
  test("brings its participant over, and the bot's other call ends", async () => {
    const id = await meeting();
    const forTwo = await stage.established();
    stage.received.length = 0;
    const operation = await invite(id, [user(JOHN, { replacesCallId: forTwo }), user(MAYA)]);
    expect(operation.participants).toMatchObject([{ replacesCallId: forTwo, identity: { user: { id: JOHN } } }]);
    await stage.clock.advance(100);
    await stage.settled();
    expect(stage.summaries().toSorted()).toEqual([
      "deleted operations completed",
      "deleted terminated",
      "updated participants",
    ]);
    expect(stage.received.find(({ changeType, data }) => changeType === "deleted" && data.state)?.data.id).toBe(forTwo);
    expect((await client.api(`/communications/calls/${id}/participants`).get()).value).toHaveLength(2);
    // Only the first participant is read.
    expect(stateOf("maya")).toBeUndefined();
  });

  test("moves somebody between two calls by their id there", async () => {
    const group = await stage.group();
    stage.simulator.person("heidi").answer();
    const id = await meeting();
    const participantId = await stage.participant(group, "John");
    await invite(id, [user(JOHN, { replacesCallId: group, participantId })]);
    await stage.clock.advance(100);
    expect((await client.api(`/communications/calls/${group}/participants`).get()).value).toHaveLength(2);
    expect((await client.api(`/communications/calls/${id}/participants`).get()).value).toHaveLength(2);
  });

  test("fails when the participant hangs up meanwhile", async () => {
    const id = await meeting();
    const forTwo = await stage.established();
    await invite(id, [user(JOHN, { replacesCallId: forTwo })]);
    stage.simulator.person("john").hangUp();
    await stage.clock.advance(100);
    await stage.settled();
    expect(stage.received.at(-1)?.data).toMatchObject({
      status: "failed",
      resultInfo: { message: expect.stringContaining("code=200 subcode=4521") },
    });
  });

  test("is refused for a call that is none of the app's, and for somebody who is not in it", async () => {
    const id = await meeting();
    const forTwo = await stage.established();
    for (const [who, replacesCallId, code] of [
      [JOHN, HEIDI, "8522"],
      [MAYA, forTwo, "8558"],
    ] as const) {
      expect(await refusal(invite(id, [user(who, { replacesCallId })]))).toMatchObject({ statusCode: 404, code });
    }
    const unknown = user(JOHN, { replacesCallId: forTwo, participantId: MAYA });
    expect(await refusal(invite(id, [unknown]))).toMatchObject({ statusCode: 404, code: "8558" });
    expect((await client.api(`/communications/calls/${id}/operations`).get()).value).toEqual([]);

    // Nothing of it is left: an invitation of the same person is taken back as if there had been none.
    expect(await refusal(invite(id, [user(MAYA, { replacesCallId: forTwo })]))).toMatchObject({ code: "8558" });
    const { participants } = await invite(id, [user(MAYA)]);
    await client.api(`/communications/calls/${id}/participants/${participants[0].participantId}`).delete();
    expect(stateOf("maya")).toBe("ended");
  });
});
