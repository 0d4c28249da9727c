import type { Client } from "@microsoft/microsoft-graph-client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type GraphStage, graphStage, resultInfo } from "../graph-stage.fixture.js";
import { officialClient, refusal } from "../official-client.fixture.js";

let stage: GraphStage;
let client: Client;
let close: () => Promise<void>;
let id: string;
beforeEach(async () => {
  stage = await graphStage();
  ({ client, close } = officialClient(stage));
  id = await stage.group();
  stage.simulator.person("heidi").answer();
  await stage.settled();
  stage.received.length = 0;
});
afterEach(() => close());

const music = async (action: "start" | "stop", name: string, body: object = {}) =>
  client
    .api(`/communications/calls/${id}/participants/${await stage.participant(id, name)}/${action}HoldMusic`)
    .post(body);
const onHold = () =>
  stage.simulator
    .calls()[0]
    ?.legs.filter((leg) => leg.onHold)
    .map(({ displayName }) => displayName);
const clientContext = "d45324c1-fcb5-430a-902c-f20af696537c";

describe("hold music", () => {
  test("puts somebody on hold until it stops", async () => {
    const started = await music("start", "John", { clientContext });
    expect(started).toEqual({
      "@odata.type": "#microsoft.graph.startHoldMusicOperation",
      status: "running",
      clientContext,
      id: expect.any(String),
    });
    await stage.settled();
    expect(stage.received).toMatchObject([
      {
        changeType: "deleted",
        resourceUrl: `/communications/calls/${id}/operations/${started.id}`,
        data: { "@odata.type": "#microsoft.graph.startHoldMusicOperation", status: "completed", clientContext },
      },
    ]);
    expect(onHold()).toEqual(["John"]);

    expect(await music("stop", "John", { clientContext })).toMatchObject({
      "@odata.type": "#microsoft.graph.stopHoldMusicOperation",
      status: "completed",
      clientContext,
    });
    await stage.settled();
    expect(onHold()).toEqual([]);
    // The roster says nothing of holds, and what was completed with the answer has no notification.
    expect(stage.summaries()).toEqual(["deleted operations completed"]);
  });

  test("may be a prompt of the bot's", async () => {
    const uri = "https://bot.contoso.com/onHold.wav";
    await music("start", "John", {
      customPrompt: { "@odata.type": "#microsoft.graph.mediaPrompt", mediaInfo: { uri } },
    });
    await stage.simulator.person("john").hears(uri);
  });

  test("that cannot be had fails, and no one is on hold", async () => {
    await music("start", "John", {
      customPrompt: { mediaInfo: { uri: `${stage.simulator.url}/_sim/media/none.wav` } },
    });
    await stage.settled();
    expect(stage.received[0]?.data).toMatchObject({ status: "failed", resultInfo: resultInfo(400, 8536) });
    expect(onHold()).toEqual([]);
  });

  test("is answered 202, with the address of its operation", async () => {
    const john = await stage.participant(id, "John");
    for (const action of ["startHoldMusic", "stopHoldMusic"]) {
      const { status, headers, body } = await stage.api("POST", `calls/${id}/participants/${john}/${action}`, {});
      expect(status).toBe(202);
      expect(headers.get("location")).toMatch(new RegExp(`/v1.0/communications/calls/${id}/operations/${body.id}$`));
    }
  });
});

describe("hold music is refused", () => {
  test("for a second participant, and for the same one twice", async () => {
    await music("start", "John");
    for (const name of ["Heidi Steen", "John"]) {
      expect(await refusal(music("start", name))).toMatchObject({ statusCode: 409, code: "8519" });
    }
    expect(onHold()).toEqual(["John"]);
    await music("stop", "John");
    await music("start", "Heidi Steen");
    expect(onHold()).toEqual(["Heidi Steen"]);
  });

  test("no longer once the one on hold has hung up", async () => {
    await music("start", "John");
    stage.simulator.person("john").hangUp();
    await music("start", "Heidi Steen");
    expect(onHold()).toContain("Heidi Steen");
  });

  test("for the bot itself", async () => {
    expect(await refusal(music("start", "Calling Bot"))).toMatchObject({ statusCode: 400 });
  });

  test("to stop for somebody who is not on hold", async () => {
    expect(await refusal(music("stop", "John"))).toMatchObject({ statusCode: 409, code: "8585" });
  });

  test("for somebody in the lobby", async () => {
    await client.api(`/communications/calls/${id}`).delete();
    stage.simulator.addMeeting({ keys: ["1"], organizer: { kind: "user", id: "o" }, lobby: "guests" });
    stage.simulator.addPerson({ id: "guest", party: { kind: "guest", id: "g", displayName: "Guest" } });
    id = await stage.ringing({ targets: [], meetingInfo: { joinMeetingId: "1" } });
    stage.simulator.person("guest").join("1");
    expect(await refusal(music("start", "Guest"))).toMatchObject({ statusCode: 409, code: "8585" });
  });

  test("in a call for two", async () => {
    await client.api(`/communications/calls/${id}`).delete();
    id = await stage.established();
    for (const action of ["start", "stop"] as const) {
      expect(await refusal(music(action, "John"))).toMatchObject({ statusCode: 400, code: "BadRequest" });
    }
  });
});
