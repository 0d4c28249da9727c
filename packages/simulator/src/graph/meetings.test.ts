import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { APP, callTo, type GraphStage, graphStage, HEIDI, invitation, JOHN, WEBHOOK } from "./graph-stage.fixture.js";

let stage: GraphStage;
beforeEach(async () => {
  stage = await graphStage();
});
afterEach(() => stage.simulator.close());

describe("who is in a call", () => {
  test("can be listed and looked up", async () => {
    const id = await stage.established();
    const { value } = (await stage.api("GET", `calls/${id}/participants`)).body;
    expect(value).toMatchObject([
      { info: { identity: { application: { id: APP } } }, isInLobby: false },
      { info: { identity: { user: { id: JOHN } } } },
    ]);
    const { myParticipantId } = (await stage.api("GET", `calls/${id}`)).body;
    expect((await stage.api("GET", `calls/${id}/participants/${myParticipantId}`)).body).toMatchObject({
      id: myParticipantId,
    });
    expect((await stage.api("GET", `calls/${id}/participants/${HEIDI}`)).status).toBe(404);
  });

  test("is reported as a whole roster after every change of a group", async () => {
    await stage.ringing({ targets: [JOHN, HEIDI].map((id) => invitation({ user: { id } })) });
    stage.simulator.person("john").answer();
    await stage.settled();
    stage.received.length = 0;
    stage.simulator.person("heidi").answer();
    stage.simulator.person("john").mute(true);
    stage.simulator.person("john").hangUp();
    await stage.settled();
    expect(stage.received.map(({ list }) => list.length)).toEqual([3, 3, 2]);
    expect(stage.received[1]?.list).toMatchObject([{}, { isMuted: true }, {}]);
  });
});

describe("meetings", () => {
  const organizer = { kind: "user", id: HEIDI } as const;

  test("are joined by their id", async () => {
    stage.simulator.addMeeting({ keys: ["1234567"], organizer });
    await stage.ringing({
      targets: [],
      meetingInfo: { "@odata.type": "#microsoft.graph.joinMeetingIdMeetingInfo", joinMeetingId: "1234567" },
    });
    expect(stage.summaries()).toEqual(["updated establishing", "updated participants", "updated established"]);
  });

  test("and group calls by the token of an invitation", async () => {
    await stage.simulator.registerBot({ cloud: "graph", application: HEIDI, webhookUrl: WEBHOOK });
    await stage.ringing({ targets: [invitation({ user: { id: JOHN } }), invitation({ application: { id: HEIDI } })] });
    stage.simulator.person("john").answer();
    await stage.settled();
    const invited = stage.received.find(({ changeType }) => changeType === "created");
    const { token } = Object(invited?.data.meetingInfo);
    stage.received.length = 0;
    await stage.ringing({ targets: [], meetingInfo: { "@odata.type": "#microsoft.graph.tokenMeetingInfo", token } });
    expect(stage.summaries()).toContain("updated established");
    expect(stage.simulator.calls()).toHaveLength(1);

    await stage.simulator.reset();
    const late = callTo(JOHN, { targets: [], meetingInfo: { token } });
    expect((await stage.api("POST", "calls", late)).body).toMatchObject({ error: { code: "8526" } });
  });

  test("go on when the bot leaves", async () => {
    stage.simulator.addMeeting({ keys: ["1234567"], organizer });
    stage.simulator.person("heidi").join("1234567");
    const id = await stage.ringing({ targets: [], meetingInfo: { joinMeetingId: "1234567" } });
    await stage.api("DELETE", `calls/${id}`);
    expect(stage.simulator.calls()[0]?.legs.map(({ state }) => state)).toEqual(["connected", "ended"]);
  });
});
