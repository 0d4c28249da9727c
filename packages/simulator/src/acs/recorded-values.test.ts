import type { CallConnection } from "@azure/communication-call-automation";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type AcsStage, acsStage, BOT_NUMBER, CALLBACK } from "./acs-client.fixture.js";

// What recorded traffic and the vendor's own tests show, member by member.

let stage: AcsStage;
beforeEach(async () => {
  stage = await acsStage();
  stage.simulator.person("anna").reacts({ kind: "answer" });
});
afterEach(() => stage.simulator.close());

const USER = "8:acs:1bdaa2b9-9507-4542-bb64-a7b22c00a8d4_00000018-f68f-e6de-b967-563a0d001a6a";
const BOT_USER = "8:acs:1bdaa2b9-9507-4542-bb64-a7b22c00a8d4_00000018-f68f-e7b1-b967-563a0d001a6b";
const anna = { phoneNumber: "+14255550101" };
const invite = { targetParticipant: anna, sourceCallIdNumber: { phoneNumber: BOT_NUMBER } };

/** The body and the headers of the newest answer to the bot. */
const answered = () => {
  const entry = stage.simulator.log().findLast(({ direction }) => direction === "from-bot");
  return { body: JSON.parse(entry?.responseBody ?? ""), headers: entry?.responseHeaders ?? {} };
};
const called = async (number: string | { readonly botId: string }, by: string): Promise<string> => {
  stage.simulator.person(by).dial(typeof number === "string" ? BOT_NUMBER : number);
  await stage.settled();
  return stage.incomingCallContext();
};

describe("the answer to", () => {
  test("create has no serverCallId yet; a call that is connected has one", async () => {
    stage.simulator.person("anna").reacts({ kind: "manual" });
    const { callConnection } = await stage.client.createCall(invite, CALLBACK);
    expect(Object.keys(answered().body)).toEqual([
      "callConnectionId",
      "targets",
      "callConnectionState",
      "callbackUri",
      "sourceCallerIdNumber",
      "sourceDisplayName",
      "source",
      "correlationId",
    ]);
    expect(answered().body).toMatchObject({ callConnectionState: "connecting", sourceDisplayName: "" });
    stage.simulator.person("anna").answer();
    await callConnection.getCallConnectionProperties();
    expect(answered().body).toMatchObject({ callConnectionState: "connected", serverCallId: expect.any(String) });
  });

  test("answer names the telephone that called as source, and the resource as target", async () => {
    await stage.client.answerCall(await called(BOT_NUMBER, "anna"), CALLBACK);
    const resource = `8:acs:${stage.simulator.acs.resourceId}_00000000-0000-0000-0000-000000000000`;
    expect(answered().body).toMatchObject({
      callConnectionState: "unknown",
      source: { kind: "phoneNumber", rawId: "4:+14255550101" },
      sourceDisplayName: "+14255550101",
      targets: [{ kind: "communicationUser", rawId: resource }],
      answeredFor: { value: BOT_NUMBER },
    });
    expect(answered().body).not.toHaveProperty("answeredBy");
  });

  test("answer names the user that called, with the name that it shows", async () => {
    await stage.simulator.registerBot({ cloud: "acs", id: "b", communicationUser: BOT_USER, webhookUrl: CALLBACK });
    stage.simulator.addPerson({ id: "una", party: { kind: "communication-user", id: USER } });
    stage.simulator.addPerson({ id: "uma", party: { kind: "user", id: "u-1" }, displayName: "Uma" });
    await stage.client.answerCall(await called({ botId: "b" }, "una"), CALLBACK);
    expect(answered().body).toMatchObject({
      source: { kind: "communicationUser", rawId: USER },
      sourceDisplayName: "",
      targets: [{ rawId: BOT_USER }],
    });
    expect(answered().body).not.toHaveProperty("answeredFor");
    await stage.client.answerCall(await called({ botId: "b" }, "uma"), CALLBACK);
    expect(answered().body).toMatchObject({ source: { rawId: "8:orgid:u-1" }, sourceDisplayName: "Uma" });
  });

  test("a request about a call that is gone names the call in a header, as every answer does", async () => {
    const { callConnection } = await stage.client.createCall(invite, CALLBACK);
    const chain = answered().headers["x-microsoft-skype-chain-id"];
    await callConnection.hangUp(true);
    await expect(callConnection.hangUp(true)).rejects.toMatchObject({ statusCode: 404, code: "8522" });
    expect(chain).toMatch(/^[0-9a-f-]{36}$/);
    expect(answered().headers["x-microsoft-skype-chain-id"]).toBe(chain);
    expect(answered().headers["x-microsoft-skype-client"]).toContain("azsdk-js-communication-call-automation");
    await expect(stage.client.getCallConnection("unknown").hangUp(false)).rejects.toMatchObject({ code: "8522" });
    expect(answered().headers["x-microsoft-skype-chain-id"]).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe("the result in", () => {
  let connection: CallConnection;
  beforeEach(async () => {
    ({ callConnection: connection } = await stage.client.createCall(invite, CALLBACK));
    await stage.settled();
    stage.received.length = 0;
  });
  const resultIn = (type: string) => stage.received.find((event) => event.type === type)?.data.resultInformation;

  test("CallTransferAccepted is 200/7015", async () => {
    stage.simulator.person("ben").reacts({ kind: "answer" });
    await connection.transferCallToParticipant({ phoneNumber: "+14255550102" });
    await stage.settled();
    const message = "The transfer operation completed successfully.";
    expect(resultIn("CallTransferAccepted")).toEqual({ code: 200, subCode: 7015, message });
  });

  test("SendDtmfTonesCompleted has no words", async () => {
    await connection.getCallMedia().sendDtmfTones(["one"], anna);
    await stage.clock.advance(1000);
    expect(resultIn("SendDtmfTonesCompleted")).toEqual({ code: 200, subCode: 0, message: "" });
  });

  test("PlayCanceled is spelled as the service spells it", async () => {
    await connection.getCallMedia().playToAll([{ kind: "textSource", text: "Hello" }]);
    await connection.getCallMedia().cancelAllOperations();
    await stage.settled();
    const message = "Action falied, the operation was cancelled.";
    expect(resultIn("PlayCanceled")).toEqual({ code: 400, subCode: 8508, message });
  });

  test("ContinuousDtmfRecognitionStopped differs between a stop and the end of the call", async () => {
    const media = connection.getCallMedia();
    await media.startContinuousDtmfRecognition(anna);
    await media.stopContinuousDtmfRecognition(anna);
    await stage.settled();
    expect(resultIn("ContinuousDtmfRecognitionStopped")).toMatchObject({ code: 200, subCode: 0 });
    stage.received.length = 0;
    await media.startContinuousDtmfRecognition(anna);
    await connection.hangUp(true);
    await stage.settled();
    const message = "The conversation has ended. DiagCode: 0#7000.@";
    expect(resultIn("ContinuousDtmfRecognitionStopped")).toEqual({ code: 200, subCode: 7000, message });
  });
});
