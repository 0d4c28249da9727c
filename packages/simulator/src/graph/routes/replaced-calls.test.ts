import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { HEIDI, JOHN } from "../graph-stage.fixture.js";
import { refusal } from "../official-client.fixture.js";
import { MAYA, type MeetingStage, meetingStage, user } from "./meeting-stage.fixture.js";

let stage: MeetingStage;
beforeEach(async () => {
  stage = await meetingStage();
});
afterEach(() => stage.close());

describe("an invitation that replaces a call", () => {
  test("brings its participant over, and the bot's other call ends", async () => {
    const id = await stage.meeting();
    const forTwo = await stage.established();
    stage.received.length = 0;
    const operation = await stage.invite(id, [user(JOHN, { replacesCallId: forTwo }), user(MAYA)]);
    expect(operation.participants).toMatchObject([{ replacesCallId: forTwo, identity: { user: { id: JOHN } } }]);
    await stage.clock.advance(100);
    await stage.settled();
    expect(stage.summaries().toSorted()).toEqual([
      "deleted operations completed",
      "deleted terminated",
      "updated participants",
    ]);
    expect(stage.received.find(({ changeType, data }) => changeType === "deleted" && data.state)?.data.id).toBe(forTwo);
    expect((await stage.client.api(`/communications/calls/${id}/participants`).get()).value).toHaveLength(2);
    // Only the first participant is read.
    expect(stage.stateOf("maya")).toBeUndefined();
  });

  test("moves somebody between two calls by their id there", async () => {
    const group = await stage.group();
    stage.simulator.person("heidi").answer();
    const id = await stage.meeting();
    const participantId = await stage.participant(group, "John");
    await stage.invite(id, [user(JOHN, { replacesCallId: group, participantId })]);
    await stage.clock.advance(100);
    expect((await stage.client.api(`/communications/calls/${group}/participants`).get()).value).toHaveLength(2);
    expect((await stage.client.api(`/communications/calls/${id}/participants`).get()).value).toHaveLength(2);
  });

  test("fails when the participant hangs up meanwhile", async () => {
    const id = await stage.meeting();
    const forTwo = await stage.established();
    await stage.invite(id, [user(JOHN, { replacesCallId: forTwo })]);
    stage.simulator.person("john").hangUp();
    await stage.clock.advance(100);
    await stage.settled();
    expect(stage.received.at(-1)?.data).toMatchObject({
      status: "failed",
      resultInfo: { message: expect.stringContaining("code=200 subcode=4521") },
    });
  });

  test("is refused for a call of another app, and for somebody who is not in it", async () => {
    const id = await stage.meeting();
    const forTwo = await stage.established();
    for (const [who, replacesCallId, code] of [
      [JOHN, HEIDI, "8522"],
      [MAYA, forTwo, "8558"],
    ] as const) {
      expect(await refusal(stage.invite(id, [user(who, { replacesCallId })]))).toMatchObject({ statusCode: 404, code });
    }
    const unknown = user(JOHN, { replacesCallId: forTwo, participantId: MAYA });
    expect(await refusal(stage.invite(id, [unknown]))).toMatchObject({ statusCode: 404, code: "8558" });
    expect((await stage.client.api(`/communications/calls/${id}/operations`).get()).value).toEqual([]);

    // Nothing of it is left: an invitation of the same person is taken back as if there had been none.
    expect(await refusal(stage.invite(id, [user(MAYA, { replacesCallId: forTwo })]))).toMatchObject({ code: "8558" });
    const { participants } = await stage.invite(id, [user(MAYA)]);
    await stage.client.api(`/communications/calls/${id}/participants/${participants[0].participantId}`).delete();
    expect(stage.stateOf("maya")).toBe("ended");
  });
});
