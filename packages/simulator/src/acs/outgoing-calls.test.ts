import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type AcsStage, acsStage, BOT_NUMBER, CALLBACK } from "./acs-client.fixture.js";

let stage: AcsStage;
beforeEach(async () => {
  stage = await acsStage();
});
afterEach(() => stage.simulator.close());

const anna = { phoneNumber: "+14255550101" };
const from = { sourceCallIdNumber: { phoneNumber: BOT_NUMBER } };

describe("createCall through the vendor's client", () => {
  test("answers 201 with the properties, and connects when the person answers", async () => {
    const { callConnectionProperties } = await stage.client.createCall({ targetParticipant: anna, ...from }, CALLBACK, {
      operationContext: "ctx",
    });
    expect(callConnectionProperties).toMatchObject({ callConnectionState: "connecting" });
    stage.simulator.person("anna").answer();
    await stage.settled();
    expect(stage.types()).toEqual(["ParticipantsUpdated", "CallConnected"]);
    expect(stage.received[1]?.data).toMatchObject({
      operationContext: "ctx",
      callConnectionId: callConnectionProperties.callConnectionId,
      resultInformation: { code: 200, subCode: 0 },
      publicEventType: "Microsoft.Communication.CallConnected",
      version: "2026-03-12",
    });
  });

  const failures = [
    ["declines", "decline", 603, 0],
    ["is busy", "busy", 486, 560486],
    ["cannot be reached", "unreachable", 404, 560404],
  ] as const;
  for (const [what, reaction, code, subCode] of failures) {
    test(`reports a person who ${what} with CallDisconnected, then CreateCallFailed without the context`, async () => {
      stage.simulator.person("anna").reacts({ kind: reaction });
      await stage.client.createCall({ targetParticipant: anna, ...from }, CALLBACK, { operationContext: "ctx" });
      await stage.settled();
      expect(stage.types()).toEqual(["CallDisconnected", "CreateCallFailed"]);
      expect(stage.received[0]?.data).toMatchObject({ operationContext: "ctx", resultInformation: { code, subCode } });
      expect(stage.received[1]?.data).toMatchObject({ resultInformation: { code, subCode } });
      expect(stage.received[1]?.data).not.toHaveProperty("operationContext");
    });
  }

  test("gives up after 115 s of ringing with 480/560480", async () => {
    await stage.client.createCall({ targetParticipant: anna, ...from }, CALLBACK);
    await stage.clock.advance(114_999);
    expect(stage.types()).toEqual([]);
    await stage.clock.advance(1);
    expect(stage.received[0]?.data).toMatchObject({ resultInformation: { code: 480, subCode: 560480 } });
  });

  test("a group call connects with the first answer and lists everybody", async () => {
    stage.simulator.person("anna").reacts({ kind: "answer" });
    const ben = { phoneNumber: "+14255550102" };
    const { callConnection } = await stage.client.createGroupCall([anna, ben], CALLBACK, {
      sourceCallIdNumber: { phoneNumber: BOT_NUMBER },
    });
    stage.simulator.person("ben").answer();
    await stage.settled();
    expect(stage.types()).toEqual(["ParticipantsUpdated", "CallConnected", "ParticipantsUpdated"]);
    expect(stage.received[2]?.data).toMatchObject({ sequenceNumber: 2 });
    const { values } = await callConnection.listParticipants();
    expect(values).toHaveLength(3);
  });

  test("a phone number needs a number to call from", async () => {
    await expect(stage.client.createCall({ targetParticipant: anna }, CALLBACK)).rejects.toMatchObject({
      statusCode: 400,
      code: "8523",
    });
  });

  test("an http callback address is refused in the documented words, unless it is this machine's", async () => {
    const invite = { targetParticipant: anna, ...from };
    await expect(stage.client.createCall(invite, "http://bot.example.com/")).rejects.toThrow(
      "The field CallbackUri is invalid: Call Automation doesn't support HTTP endpoints",
    );
    await expect(stage.client.createCall(invite, "http://localhost:3000/")).resolves.toBeDefined();
  });
});

describe("a connected call", () => {
  const connect = async () => {
    stage.simulator.person("anna").reacts({ kind: "answer" });
    const { callConnection } = await stage.client.createCall({ targetParticipant: anna, ...from }, CALLBACK);
    await stage.settled();
    stage.received.length = 0;
    return callConnection;
  };

  test("can be read while it lasts, and is 404 8522 afterwards", async () => {
    const connection = await connect();
    await expect(connection.getCallConnectionProperties()).resolves.toMatchObject({ callConnectionState: "connected" });
    await expect(connection.getParticipant(anna)).resolves.toMatchObject({ isMuted: false });
    await connection.hangUp(false);
    await stage.settled();
    expect(stage.received[0]).toMatchObject({
      type: "CallDisconnected",
      data: { resultInformation: { code: 200, subCode: 7000 } },
    });
    await expect(connection.getCallConnectionProperties()).rejects.toMatchObject({ statusCode: 404, code: "8522" });
  });

  test("ends for everybody with terminate; a second time is 404 8522", async () => {
    const connection = await connect();
    await connection.hangUp(true);
    await expect(connection.hangUp(true)).rejects.toMatchObject({ statusCode: 404, code: "8522" });
    expect(stage.simulator.calls()[0]?.endedAt).toBeDefined();
  });

  test("that the person ends is 200/560000", async () => {
    await connect();
    stage.simulator.person("anna").hangUp();
    await stage.settled();
    expect(stage.received[0]).toMatchObject({
      type: "CallDisconnected",
      data: { resultInformation: { code: 200, subCode: 560000 } },
    });
  });

  test("is transferred when the target picks up, and the bot is let go with 7015", async () => {
    const connection = await connect();
    const { operationContext } = await connection.transferCallToParticipant(
      { phoneNumber: "+14255550102" },
      { operationContext: "t" },
    );
    expect(operationContext).toBe("t");
    stage.simulator.person("ben").answer();
    await stage.settled();
    expect(stage.types()).toEqual(["CallTransferAccepted", "CallDisconnected"]);
    expect(stage.received[0]?.data).toMatchObject({
      operationContext: "t",
      transferTarget: { rawId: "4:+14255550102" },
    });
    expect(stage.received[1]?.data).toMatchObject({ resultInformation: { code: 200, subCode: 7015 } });
  });

  test("is transferred under the caller id that was asked for", async () => {
    await stage.simulator.registerBot({ cloud: "acs", id: "other", number: "+14255550120", webhookUrl: CALLBACK });
    const connection = await connect();
    const sourceCallIdNumber = { phoneNumber: "+14255550130" };
    await connection.transferCallToParticipant({ phoneNumber: "+14255550120" }, { sourceCallIdNumber });
    await stage.settled();
    expect(stage.received.at(-1)).toMatchObject({ type: "IncomingCall", data: { from: { rawId: "4:+14255550130" } } });
  });

  test("stays when the target declines", async () => {
    const connection = await connect();
    stage.simulator.person("ben").reacts({ kind: "decline" });
    await connection.transferCallToParticipant({ phoneNumber: "+14255550102" });
    await stage.settled();
    expect(stage.types()).toEqual(["CallTransferFailed"]);
    expect(stage.received[0]?.data).toMatchObject({ resultInformation: { code: 603 } });
    await expect(connection.getCallConnectionProperties()).resolves.toMatchObject({ callConnectionState: "connected" });
  });
});
