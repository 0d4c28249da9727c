import type { CallConnection } from "@azure/communication-call-automation";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type AcsStage, acsStage, BOT_NUMBER, CALLBACK, WEBHOOK } from "./acs-client.fixture.js";

let stage: AcsStage;
let connection: CallConnection;
const anna = { phoneNumber: "+14255550101" };
const ben = { phoneNumber: "+14255550102" };
const sourceCallIdNumber = { phoneNumber: BOT_NUMBER };
const OTHER = "https://bot.example.com/other";

const callTo = async (targetParticipant: { phoneNumber: string }, meanwhile = async () => {}) => {
  const { callConnection, callConnectionProperties } = await stage.client.createCall(
    { targetParticipant, sourceCallIdNumber },
    CALLBACK,
  );
  await stage.settled();
  await meanwhile();
  await stage.settled();
  stage.received.length = 0;
  return { callConnection, id: callConnectionProperties.callConnectionId ?? "" };
};
beforeEach(async () => {
  stage = await acsStage();
  for (const id of ["anna", "ben"]) stage.simulator.person(id).reacts({ kind: "answer" });
  ({ callConnection: connection } = await callTo(anna));
});
afterEach(() => stage.simulator.close());

const holds = () =>
  stage.received.map(({ data }) => JSON.stringify(data.participants ?? "").includes('"isOnHold":true'));

describe("hold", () => {
  test("with a prompt is heard again and again, and is seen only in the list", async () => {
    const media = connection.getCallMedia();
    await media.hold(anna, { playSource: { kind: "textSource", text: "Please wait" }, operationContext: "h" });
    await expect(stage.simulator.person("anna").hears("Please wait")).resolves.toMatchObject({ loop: true });
    await stage.clock.advance(60_000);
    await media.unhold(anna, { operationContext: "u" });
    await stage.settled();
    expect(stage.types()).toEqual(["ParticipantsUpdated", "ParticipantsUpdated"]);
    expect(holds()).toEqual([true, false]);
  });

  test("without a prompt plays music", async () => {
    await connection.getCallMedia().hold(anna);
    const leg = stage.simulator.calls()[0]?.legs.find(({ displayName }) => displayName === anna.phoneNumber);
    expect(stage.simulator.engine.calls.sound(leg?.id ?? "none")).toEqual({ kind: "hold-music" });
    expect(await connection.getParticipant(anna)).toMatchObject({ isOnHold: true });
  });

  test("with a prompt that cannot be played fails, and no one is on hold", async () => {
    const playSource = { kind: "fileSource", url: `${stage.simulator.url}/_sim/media/none.wav` } as const;
    await connection.getCallMedia().hold(anna, { playSource, operationContext: "h", operationCallbackUrl: OTHER });
    await stage.settled();
    expect(stage.received).toMatchObject([
      {
        type: "HoldFailed",
        url: OTHER,
        data: { operationContext: "h", resultInformation: { code: 400, subCode: 8536 } },
      },
    ]);
    expect(await connection.getParticipant(anna)).toMatchObject({ isOnHold: false });
  });

  test("of those on hold, and unhold of those who are not, change nothing", async () => {
    const media = connection.getCallMedia();
    await media.unhold(anna);
    await media.hold(anna);
    await media.hold(anna);
    await stage.settled();
    expect(holds()).toEqual([true]);
  });

  test("of someone who is not there is refused", async () => {
    const refused = { statusCode: 400, code: "8558" };
    await expect(connection.getCallMedia().hold(ben)).rejects.toMatchObject(refused);
    await expect(connection.getCallMedia().unhold(ben)).rejects.toMatchObject(refused);
  });

  test("and unhold are refused while tones are being sent", async () => {
    const refused = { statusCode: 412, code: "8583" };
    await connection.getCallMedia().sendDtmfTones(["one"], anna);
    await expect(connection.getCallMedia().hold(anna)).rejects.toMatchObject(refused);
    await expect(connection.getCallMedia().unhold(anna)).rejects.toMatchObject(refused);
  });

  test("ends when they hang up", async () => {
    await connection.getCallMedia().hold(anna);
    stage.simulator.person("anna").hangUp();
    await stage.settled();
    expect(stage.types()).toEqual(["ParticipantsUpdated", "CallDisconnected"]);
  });
});

describe("moving a participant here", () => {
  test("brings them over, and ends the call that is empty then", async () => {
    const { id: fromCall } = await callTo(ben);
    const answer = await connection.moveParticipants([ben], fromCall, { operationContext: "m" });
    expect(answer).toMatchObject({ fromCall, operationContext: "m" });
    expect(answer.participants).toHaveLength(2);
    await stage.clock.advance(100);
    expect(stage.types().toSorted()).toEqual(["CallDisconnected", "MoveParticipantSucceeded", "ParticipantsUpdated"]);
    expect(stage.received.find(({ type }) => type === "MoveParticipantSucceeded")?.data).toMatchObject({
      operationContext: "m",
      fromCall,
      participant: { rawId: "4:+14255550102" },
      resultInformation: { code: 200, subCode: 0 },
    });
    expect(stage.received.find(({ type }) => type === "CallDisconnected")?.data).toMatchObject({
      callConnectionId: fromCall,
      resultInformation: { code: 200, subCode: 5002 },
    });
    expect((await connection.listParticipants()).values).toHaveLength(3);
  });

  test("goes by the number that was called, also when the call was redirected to someone else", async () => {
    const number = "+14255550103";
    await stage.simulator.registerBot({ cloud: "acs", number, webhookUrl: WEBHOOK });
    const { id: fromCall } = await callTo({ phoneNumber: number }, async () => {
      await stage.client.redirectCall(stage.incomingCallContext(), { targetParticipant: ben, sourceCallIdNumber });
    });
    await connection.moveParticipants([{ phoneNumber: number }], fromCall);
    await stage.clock.advance(100);
    expect(stage.received.find(({ type }) => type === "MoveParticipantSucceeded")?.data).toMatchObject({
      participant: { rawId: "4:+14255550102" },
    });
  });

  test("fails when they hang up on the way", async () => {
    const { id: fromCall } = await callTo(ben);
    await connection.moveParticipants([ben], fromCall, { operationContext: "m", operationCallbackUrl: OTHER });
    stage.simulator.person("ben").hangUp();
    await stage.clock.advance(100);
    expect(stage.received.find(({ type }) => type === "MoveParticipantFailed")).toMatchObject({
      url: OTHER,
      data: { operationContext: "m", fromCall, participant: { rawId: "4:+14255550102" } },
    });
  });

  test("from a call that is over, or that they are not in, is refused", async () => {
    const { callConnection: other, id: fromCall } = await callTo(ben);
    const anywhere = { phoneNumber: "+14255550199" };
    await expect(connection.moveParticipants([anywhere], fromCall)).rejects.toMatchObject({
      statusCode: 400,
      code: "8558",
    });
    await other.hangUp(true);
    await expect(connection.moveParticipants([ben], fromCall)).rejects.toMatchObject({
      statusCode: 404,
      code: "8522",
    });
  });

  test("twice at once is refused", async () => {
    const { id: fromCall } = await callTo(ben);
    await connection.moveParticipants([ben], fromCall);
    await expect(connection.moveParticipants([ben], fromCall)).rejects.toMatchObject({
      statusCode: 409,
      code: "8519",
    });
  });

  test("takes one participant a request", async () => {
    const { id: fromCall } = await callTo(ben);
    await expect(connection.moveParticipants([ben, anna], fromCall)).rejects.toMatchObject({
      statusCode: 400,
      code: "8523",
    });
  });
});
