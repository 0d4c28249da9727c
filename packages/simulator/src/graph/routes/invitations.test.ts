import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { APP, HEIDI, invitation, JOHN } from "../graph-stage.fixture.js";
import { refusal } from "../official-client.fixture.js";
import { MAYA, type MeetingStage, meetingStage, user } from "./meeting-stage.fixture.js";

let stage: MeetingStage;
beforeEach(async () => {
  stage = await meetingStage();
});
afterEach(() => stage.close());

describe("an invitation", () => {
  test("rings, and completes when the invited is there", async () => {
    const id = await stage.meeting();
    const operation = await stage.invite(id, [user(MAYA)]);
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
    expect(stage.stateOf("maya")).toBe("ringing");

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
    const { status, headers, body } = await stage.api("POST", `calls/${await stage.meeting()}/participants/invite`, {
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
    const id = await stage.meeting();
    await stage.invite(id, [user(MAYA)]);
    react();
    await stage.settled();
    expect(stage.summaries()).toEqual(["deleted operations failed"]);
    const message = expect.stringMatching(
      new RegExp(`^addParticipantsfailed for participants: 8:orgid:${MAYA} reason: .+, ${codes}$`),
    );
    expect(stage.result()).toMatchObject({ code: 500, subcode: 0, message });
  });

  test("fails after a minute that nobody answers", async () => {
    const id = await stage.meeting();
    await stage.invite(id, [user(MAYA)]);
    stage.simulator.person("maya").ignore();
    await stage.clock.advance(59_999);
    expect(stage.received).toEqual([]);
    await stage.clock.advance(1);
    await stage.settled();
    expect(stage.result()).toMatchObject({ message: expect.stringContaining("code=487 subcode=10004") });
  });

  test("is accepted by a voicemail too, and fails at once for somebody who does not exist", async () => {
    const id = await stage.meeting();
    await stage.invite(id, [user(MAYA)]);
    stage.simulator.person("maya").voicemail();
    await stage.settled();
    expect(stage.summaries()).toEqual(["updated participants", "deleted operations completed"]);
    const operation = await stage.invite(id, [user(APP)]);
    expect(operation.status).toBe("Running");
    await stage.settled();
    expect(stage.summaries().at(-1)).toBe("deleted operations failed");
    const now = await stage.client.api(`/communications/calls/${id}/operations/${operation.id}`).get();
    expect(now).toMatchObject({ status: "failed", resultInfo: { code: 500 } });
  });

  test("of several completes with the last, and names those who did not come", async () => {
    const id = await stage.meeting();
    await stage.invite(id, [user(MAYA), user(JOHN), user(HEIDI)]);
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
    const id = await stage.meeting();
    const { participants } = await stage.invite(id, [user(MAYA)]);
    const path = `/communications/calls/${id}/participants/${participants[0].participantId}`;
    expect(await stage.client.api(path).delete()).toBeUndefined();
    await stage.settled();
    expect(stage.stateOf("maya")).toBe("ended");
    expect(stage.summaries()).toEqual(["deleted operations failed"]);
    expect(stage.result()).toMatchObject({ message: expect.stringContaining("Canceled by the caller.") });
    expect(await refusal(stage.client.api(path).delete())).toMatchObject({ statusCode: 404, code: "8558" });
  });

  test("cannot be taken back too late: a participant who has come is removed", async () => {
    const id = await stage.meeting();
    const { participants } = await stage.invite(id, [user(MAYA)]);
    stage.simulator.person("maya").answer();
    await stage.client.api(`/communications/calls/${id}/participants/${participants[0].participantId}`).delete();
    await stage.settled();
    expect(stage.stateOf("maya")).toBe("ended");
    expect(stage.summaries()).toEqual(["updated participants", "deleted operations completed", "updated participants"]);
  });

  test("is taken back from a bot that has sent it on, and rings no longer where it went", async () => {
    await stage.simulator.registerBot({ cloud: "graph", application: HEIDI, webhookUrl: "https://bot.contoso.com/2" });
    const id = await stage.meeting();
    const { participants } = await stage.invite(id, [invitation({ application: { id: HEIDI } })]);
    await stage.settled();
    const offered = stage.received.at(-1)?.data.id;
    const redirected = await stage.api(
      "POST",
      `calls/${offered}/redirect`,
      { targets: [user(MAYA)] },
      { appId: HEIDI },
    );
    expect(redirected.status).toBe(202);
    expect(stage.stateOf("maya")).toBe("ringing");
    await stage.client.api(`/communications/calls/${id}/participants/${participants[0].participantId}`).delete();
    expect(stage.stateOf("maya")).toBe("ended");
  });

  test("may bring a bot, but not two", async () => {
    const id = await stage.meeting();
    const bots = [invitation({ application: { id: HEIDI } }), invitation({ application: { id: MAYA } })];
    expect(await refusal(stage.invite(id, bots))).toMatchObject({
      statusCode: 400,
      message: expect.stringContaining("bot"),
    });
    await stage.simulator.registerBot({ cloud: "graph", application: HEIDI, webhookUrl: "https://bot.contoso.com/2" });
    await stage.invite(id, bots.slice(0, 1));
    await stage.settled();
    expect(stage.summaries()).toEqual(["created incoming"]);
  });
});

describe("an invitation is refused", () => {
  test("in a call for two", async () => {
    const id = await stage.established();
    expect(await refusal(stage.invite(id, [user(MAYA)]))).toMatchObject({ statusCode: 400, code: "BadRequest" });
    expect(stage.stateOf("maya")).toBeUndefined();
  });

  test("for no one, and for six", async () => {
    const id = await stage.meeting();
    for (const participants of [[], Array(6).fill(user(MAYA))]) {
      expect(await refusal(stage.invite(id, participants))).toMatchObject({ statusCode: 400, code: "BadRequest" });
    }
  });

  test("for somebody who is there, rings, or is named twice; then no one rings", async () => {
    const id = await stage.meeting();
    await stage.invite(id, [user(MAYA)]);
    for (const participants of [[user(MAYA)], [user(JOHN), user(JOHN)], [user(JOHN), user(MAYA)]]) {
      expect(await refusal(stage.invite(id, participants))).toMatchObject({ statusCode: 409, code: "8519" });
    }
    expect(stage.stateOf("john")).toBeUndefined();
  });

  test("for several into a group call, which has no chat; one may come", async () => {
    const id = await stage.group();
    expect(await refusal(stage.invite(id, [user(MAYA), user(APP)]))).toMatchObject({
      statusCode: 400,
      message: expect.stringContaining("chatInfo"),
    });
    expect((await stage.invite(id, [user(MAYA)])).status).toBe("Running");
  });

  test("without the role, and for another tenant's call", async () => {
    const path = `calls/${await stage.meeting()}/participants/invite`;
    const body = { participants: [user(MAYA)] };
    expect((await stage.api("POST", path, body, { tenantId: HEIDI })).body).toMatchObject({ error: { code: "7505" } });
    stage.simulator.graphBehavior.change({ apps: { [APP]: { roles: ["Calls.JoinGroupCall.All"] } } });
    expect((await stage.api("POST", path, body, { fresh: true })).body).toMatchObject({ error: { code: "7504" } });
  });
});
