import type { CallConnection } from "@azure/communication-call-automation";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AcsStage } from "./acs-client.fixture.js";
import { anna, ben, callWithAnna, newest, OTHER, rawIdOf, toBen, toUna, una } from "./call-with-anna.fixture.js";

let stage: AcsStage;
let connection: CallConnection;
beforeEach(async () => {
  ({ stage, connection } = await callWithAnna());
});
afterEach(() => stage.simulator.close());

const event = (type: string) => newest(stage, type);
/** Raw ids in the newest list of participants, with what is said of them. */
const roster = async () => {
  const { participants } = (await event("ParticipantsUpdated"))?.data ?? {};
  return participants;
};
const isOut = (person: string) => stage.simulator.person(person).calls().length === 0;

describe("removing a participant", () => {
  test("says so, then who is left", async () => {
    stage.simulator.person("ben").reacts({ kind: "answer" });
    await connection.addParticipant(toBen);
    await stage.settled();
    stage.received.length = 0;
    const answer = await connection.removeParticipant(ben, { operationContext: "r", operationCallbackUrl: OTHER });
    expect(answer.operationContext).toBe("r");
    await stage.settled();
    expect(stage.types()).toEqual(["RemoveParticipantSucceeded", "ParticipantsUpdated"]);
    expect(stage.received[0]).toMatchObject({
      url: OTHER,
      data: {
        operationContext: "r",
        participant: { rawId: rawIdOf.ben },
        resultInformation: { code: 200, subCode: 0 },
      },
    });
    expect(isOut("ben")).toBe(true);
  });

  test("ends the call for a bot that is alone then", async () => {
    await connection.removeParticipant(anna);
    await stage.settled();
    expect(stage.types()).toEqual(["RemoveParticipantSucceeded", "CallDisconnected"]);
    expect(stage.received[1]?.data.resultInformation).toMatchObject({ code: 200, subCode: 5002 });
  });

  test("fails when they have left already", async () => {
    stage.simulator.person("ben").reacts({ kind: "answer" });
    await connection.addParticipant(toBen);
    stage.simulator.person("ben").hangUp();
    await connection.removeParticipant(ben, { operationContext: "r" });
    expect((await event("RemoveParticipantFailed"))?.data).toMatchObject({
      operationContext: "r",
      participant: { rawId: rawIdOf.ben },
      resultInformation: { code: 400, subCode: 8558 },
    });
  });

  test("who was never there is refused", async () => {
    await expect(connection.removeParticipant(ben)).rejects.toMatchObject({ statusCode: 400, code: "8558" });
  });

  test("tells a bot that a person has removed it", async () => {
    stage.simulator.person("ben").reacts({ kind: "answer" });
    await connection.addParticipant(toBen);
    await stage.settled();
    const [call] = stage.simulator.calls();
    stage.simulator.person("anna").remove(call?.legs[0]?.participantId ?? "none");
    expect((await event("CallDisconnected"))?.data.resultInformation).toMatchObject({ code: 200, subCode: 5300 });
  });

  test("tells a bot that is removed", async () => {
    const botUser = "8:acs:resource_menu";
    await stage.simulator.registerBot({ cloud: "acs", communicationUser: botUser, webhookUrl: OTHER });
    await connection.addParticipant({ targetParticipant: { communicationUserId: botUser } });
    await stage.settled();
    await stage.client.answerCall(stage.incomingCallContext(), OTHER);
    await connection.removeParticipant({ communicationUserId: botUser });
    await stage.settled();
    expect(stage.received.find((one) => one.type === "CallDisconnected")).toMatchObject({
      url: OTHER,
      data: { resultInformation: { code: 200, subCode: 5300 } },
    });
  });
});

test("a transfer out of a call of several is not simulated", async () => {
  stage.simulator.person("ben").reacts({ kind: "answer" });
  await connection.addParticipant(toBen);
  await stage.settled();
  await expect(connection.transferCallToParticipant(una, { transferee: ben })).rejects.toMatchObject({
    statusCode: 501,
  });
});

describe("muting a participant", () => {
  beforeEach(async () => {
    stage.simulator.person("una").reacts({ kind: "answer" });
    await connection.addParticipant(toUna);
    await stage.settled();
  });

  test("is seen in the list, until they unmute themselves", async () => {
    const { operationContext } = await connection.muteParticipant(una, { operationContext: "m" });
    expect(operationContext).toBe("m");
    expect(await roster()).toContainEqual({
      identifier: expect.objectContaining({ rawId: rawIdOf.una }),
      isMuted: true,
      isOnHold: false,
    });
    expect(await connection.getParticipant(una)).toMatchObject({ isMuted: true });
    stage.simulator.person("una").mute(false);
    expect(JSON.stringify(await roster())).not.toContain('"isMuted":true');
  });

  test("of a telephone is refused", async () => {
    await expect(connection.muteParticipant(anna)).rejects.toMatchObject({ statusCode: 400, code: "8523" });
  });

  test("who is not there is refused", async () => {
    await expect(connection.muteParticipant({ communicationUserId: "8:acs:none" })).rejects.toMatchObject({
      statusCode: 400,
      code: "8558",
    });
  });
});
