import { CallAutomationClient, type CallConnection } from "@azure/communication-call-automation";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type AcsStage, CALLBACK } from "./acs-client.fixture.js";
import {
  anna,
  ben,
  callWithAnna,
  newest,
  OTHER,
  rawIdOf,
  sourceCallIdNumber,
  toBen,
  toUna,
} from "./call-with-anna.fixture.js";

let stage: AcsStage;
let connection: CallConnection;
beforeEach(async () => {
  ({ stage, connection } = await callWithAnna());
});
afterEach(() => stage.simulator.close());

const event = (type: string) => newest(stage, type);
const isOut = (person: string) => stage.simulator.person(person).calls().length === 0;

describe("adding a participant", () => {
  test("answers 202 with the participant and an invitation, and says when they are in", async () => {
    const answer = await connection.addParticipant(toBen, { operationContext: "a" });
    expect(answer).toMatchObject({
      invitationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      operationContext: "a",
      participant: { identifier: ben, isMuted: false, isOnHold: false },
    });
    expect(stage.types()).toEqual([]);
    stage.simulator.person("ben").answer();
    await stage.settled();
    expect(stage.types()).toEqual(["ParticipantsUpdated", "AddParticipantSucceeded"]);
    expect(stage.received[1]?.data).toMatchObject({
      operationContext: "a",
      participant: { kind: "phoneNumber", rawId: rawIdOf.ben },
      resultInformation: { code: 200, subCode: 0, message: "" },
    });
    expect((await connection.listParticipants()).values).toHaveLength(3);
  });

  test.each([
    ["decline", 603, 0],
    ["busy", 486, 560486],
    ["unreachable", 404, 560404],
  ] as const)("fails when they %s, and the call goes on", async (reaction, code, subCode) => {
    await connection.addParticipant(toBen, { operationContext: "a" });
    stage.simulator.person("ben")[reaction]();
    await stage.settled();
    expect(stage.types()).toEqual(["AddParticipantFailed"]);
    expect(stage.received[0]?.data).toMatchObject({
      operationContext: "a",
      participant: { rawId: rawIdOf.ben },
      resultInformation: {
        code,
        subCode,
        message: expect.stringMatching(/^addParticipants failed for participant 4:\+14255550102\. Underlying reason: /),
      },
    });
    expect((await connection.getCallConnectionProperties()).callConnectionState).toBe("connected");
  });

  test("fails with no answer when the time of the invitation is up", async () => {
    await connection.addParticipant(toBen, { invitationTimeoutInSeconds: 20 });
    await stage.clock.advance(19_999);
    expect(stage.types()).toEqual([]);
    await stage.clock.advance(1);
    expect(stage.received[0]).toMatchObject({
      type: "AddParticipantFailed",
      data: { resultInformation: { code: 480, subCode: 560480 } },
    });
    expect(stage.received[0]?.data).not.toHaveProperty("operationContext");
  });

  test.each([
    ["a telephone", toBen, 115_000],
    ["a user", toUna, 85_000],
  ])("lets %s ring as long as the service sets calls up when no time is given", async (_, invite, ringMs) => {
    await connection.addParticipant(invite);
    await stage.clock.advance(ringMs - 1);
    expect(stage.types()).toEqual([]);
    await stage.clock.advance(1);
    expect(stage.types()).toEqual(["AddParticipantFailed"]);
  });

  test("takes a time between 0 and 180 seconds", async () => {
    for (const invitationTimeoutInSeconds of [181, -1]) {
      await expect(connection.addParticipant(toBen, { invitationTimeoutInSeconds })).rejects.toMatchObject({
        statusCode: 400,
        code: "8523",
      });
    }
    await connection.addParticipant(toBen, { invitationTimeoutInSeconds: 180 });
  });

  test("with a time of zero seconds rings as if none were given", async () => {
    await connection.addParticipant(toBen, { invitationTimeoutInSeconds: 0 });
    await stage.clock.advance(114_999);
    expect(stage.types()).toEqual([]);
  });

  test("of a telephone needs a caller id", async () => {
    await expect(connection.addParticipant({ targetParticipant: ben })).rejects.toMatchObject({
      statusCode: 400,
      code: "8523",
    });
  });

  test("of someone who is there already is refused", async () => {
    await expect(connection.addParticipant({ targetParticipant: anna, sourceCallIdNumber })).rejects.toMatchObject({
      statusCode: 409,
      code: "8519",
    });
  });

  test("rings them with the caller id and name of the request", async () => {
    const source = { sourceCallIdNumber: { phoneNumber: "+18005550100" }, sourceDisplayName: "Contoso" };
    await connection.addParticipant({ ...toBen, ...source });
    expect(stage.simulator.calls()[0]?.legs.at(-1)).toMatchObject({
      calledBy: { party: { kind: "phone", number: "+18005550100" }, displayName: "Contoso" },
    });
  });

  test("announces the call to a bot with the name of the request", async () => {
    const botUser = "8:acs:resource_menu";
    await stage.simulator.registerBot({ cloud: "acs", communicationUser: botUser, webhookUrl: OTHER });
    await connection.addParticipant({
      targetParticipant: { communicationUserId: botUser },
      sourceDisplayName: "Contoso",
    });
    expect((await event("IncomingCall"))?.data).toMatchObject({ callerDisplayName: "Contoso", to: { rawId: botUser } });
  });

  test("reports to the operation's own callback address", async () => {
    await connection.addParticipant(toBen, { operationCallbackUrl: OTHER });
    stage.simulator.person("ben").answer();
    expect((await event("AddParticipantSucceeded"))?.url).toBe(OTHER);
    expect((await event("ParticipantsUpdated"))?.url).toBe(CALLBACK);
  });

  test("rings once however often the request is repeated", async () => {
    const { callConnectionId = "" } = await connection.getCallConnectionProperties();
    const client = new CallAutomationClient(stage.simulator.acs.connectionString, { allowInsecureConnection: true });
    const effect = { kind: "respond", status: 503, retryAfterMs: 0, afterEffect: true } as const;
    stage.simulator.faults.add({ effect, times: 1 });
    await client.getCallConnection(callConnectionId).addParticipant(toBen);
    const entry = stage.simulator.log().findLast(({ direction }) => direction === "from-bot");
    expect(entry).toMatchObject({ status: 202, responseHeaders: { "repeatability-result": "accepted" } });
    expect(stage.simulator.calls()[0]?.legs).toHaveLength(3);
  });

  test("keeps the bot in the call after the others have left, until it fails", async () => {
    await connection.addParticipant(toBen);
    stage.simulator.person("anna").hangUp();
    stage.simulator.person("ben").decline();
    await stage.settled();
    expect(stage.types()).toEqual(["ParticipantsUpdated", "AddParticipantFailed", "CallDisconnected"]);
    expect(stage.received[2]?.data.resultInformation).toMatchObject({ code: 200, subCode: 5002 });
  });
});

describe("canceling an invitation", () => {
  test("stops the ringing, and says so in place of a failure", async () => {
    const { invitationId = "" } = await connection.addParticipant(toBen, { operationContext: "a" });
    const answer = await connection.cancelAddParticipantOperation(invitationId, { operationContext: "c" });
    expect(answer).toMatchObject({ invitationId, operationContext: "c" });
    await stage.settled();
    expect(stage.types()).toEqual(["CancelAddParticipantSucceeded"]);
    expect(stage.received[0]?.data).toMatchObject({
      invitationId,
      operationContext: "c",
      resultInformation: {
        code: 200,
        subCode: 5300,
        message:
          "addParticipants failed for participant 4:+14255550102. Underlying reason: The conversation has ended. DiagCode: 0#5300.@",
      },
    });
    expect(isOut("ben")).toBe(true);
  });

  test("is too late when they are in, and does not take them out", async () => {
    const { invitationId = "" } = await connection.addParticipant(toBen);
    stage.simulator.person("ben").answer();
    await stage.settled();
    stage.received.length = 0;
    await connection.cancelAddParticipantOperation(invitationId, {
      operationContext: "c",
      operationCallbackUrl: OTHER,
    });
    await stage.settled();
    expect(stage.received).toMatchObject([
      { type: "CancelAddParticipantFailed", url: OTHER, data: { invitationId, operationContext: "c" } },
    ]);
    expect(isOut("ben")).toBe(false);
  });

  test("that was never made fails", async () => {
    await connection.cancelAddParticipantOperation("none");
    expect((await event("CancelAddParticipantFailed"))?.data).toMatchObject({ invitationId: "none" });
  });
});
