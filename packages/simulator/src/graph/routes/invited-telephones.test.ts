import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { APP, BOT_NUMBER, callTo, HEIDI, INSTANCE, invitation, JOHN } from "../graph-stage.fixture.js";
import { refusal } from "../official-client.fixture.js";
import { MAYA, type MeetingStage, meetingStage, telephone } from "./meeting-stage.fixture.js";

let stage: MeetingStage;
beforeEach(async () => {
  stage = await meetingStage();
});
afterEach(() => stage.close());

describe("a telephone", () => {
  const asInstance = { source: invitation({ applicationInstance: { id: INSTANCE } }) };

  test("is invited into a meeting from the number of the bot's application instance", async () => {
    await stage.invite(await stage.meeting(), [telephone]);
    const leg = stage.simulator.calls()[0]?.legs.at(-1);
    expect(leg).toMatchObject({ state: "ringing", calledBy: { party: { kind: "phone", number: BOT_NUMBER } } });
    stage.simulator.person("phone").answer();
    await stage.settled();
    expect(stage.received[0]?.list.at(-1)).toMatchObject({ info: { identity: { phone: { id: "+12345678901" } } } });
    expect(stage.received[1]?.data).toMatchObject({ status: "completed", participants: [telephone] });
  });

  test("is invited into a group call that the application instance made, and into no other", async () => {
    expect(await refusal(stage.invite(await stage.group(), [telephone]))).toMatchObject({
      statusCode: 403,
      code: "7507",
    });
    stage.simulator.person("john").hangUp();
    const targets = [JOHN, HEIDI].map((id) => invitation({ user: { id } }));
    const made = await stage.established({ targets, ...asInstance });
    expect((await stage.invite(made, [telephone])).status).toBe("Running");
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
    const id = await stage.meeting();
    await stage.simulator.registerBot({ cloud: "graph", application: HEIDI, webhookUrl: "https://bot.contoso.com/2" });
    await stage.invite(id, [invitation({ application: { id: HEIDI } })]);
    await stage.settled();
    const { token } = Object(stage.received.at(-1)?.data.meetingInfo);
    const joined = await stage.ringing({ targets: [], meetingInfo: { token }, ...asInstance });
    expect(await refusal(stage.invite(joined, [telephone]))).toMatchObject({ statusCode: 403, code: "7507" });
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
    expect((await stage.invite(await groupFromOffered(), [telephone])).status).toBe("Running");
  });

  test("is not when the call was to the bot's application, also one that brought the bot into a meeting", async () => {
    stage.simulator.person("john").dial(application);
    expect(await refusal(stage.invite(await groupFromOffered(), [telephone]))).toMatchObject({ code: "7507" });

    await stage.simulator.registerBot({ cloud: "graph", application: HEIDI, webhookUrl: "https://bot.contoso.com/2" });
    const joining = callTo(JOHN, { targets: [], meetingInfo: { joinMeetingId: "123" } });
    const other = String((await stage.api("POST", "calls", joining, { appId: HEIDI })).body.id);
    const offer = { operationId: "bot", invitee: application, ringMs: 10_000 };
    stage.simulator.engine.bots.invite(other, offer);
    await stage.settled();
    const id = String(stage.received.findLast(({ changeType }) => changeType === "created")?.data.id);
    expect((await stage.api("POST", `calls/${id}/answer`, answer)).status).toBe(202);
    expect(await refusal(stage.invite(id, [telephone]))).toMatchObject({ statusCode: 403, code: "7507" });
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
    expect(await refusal(stage.invite(await groupFromOffered(), [telephone]))).toMatchObject({ code: "7507" });
  });
});
