import { CallAutomationClient, type CallConnection } from "@azure/communication-call-automation";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type AcsStage, acsStage, BOT_NUMBER, CALLBACK } from "./acs-client.fixture.js";

let stage: AcsStage;
let connection: CallConnection;
const anna = { phoneNumber: "+14255550101" };
const hello = { kind: "textSource", text: "Hello" } as const;

beforeEach(async () => {
  stage = await acsStage();
  stage.simulator.person("anna").reacts({ kind: "answer" });
  const invite = { targetParticipant: anna, sourceCallIdNumber: { phoneNumber: BOT_NUMBER } };
  ({ callConnection: connection } = await stage.client.createCall(invite, CALLBACK));
  await stage.settled();
  stage.received.length = 0;
});
afterEach(() => stage.simulator.close());

describe("play", () => {
  test("is heard for as long as it lasts, then completed with its context", async () => {
    const url = "https://prompts.example.com/pin.wav";
    await connection.getCallMedia().playToAll([{ kind: "fileSource", url }], { operationContext: "p" });
    await expect(stage.simulator.person("anna").hears("pin.wav")).resolves.toMatchObject({
      kind: "prompt",
      durationMs: 3000,
    });
    await stage.clock.advance(3000);
    expect(stage.types()).toEqual(["PlayStarted", "PlayCompleted"]);
    expect(stage.received[1]?.data).toMatchObject({
      operationContext: "p",
      resultInformation: { code: 200, subCode: 0 },
    });
  });

  test("in a loop goes on until it is canceled", async () => {
    await connection.getCallMedia().play([hello], [anna], { loop: true, operationContext: "p" });
    await stage.clock.advance(60_000);
    expect(stage.types()).toEqual(["PlayStarted"]);
    await connection.getCallMedia().cancelAllOperations();
    await stage.settled();
    expect(stage.received[1]).toMatchObject({
      type: "PlayCanceled",
      data: { operationContext: "p", resultInformation: { code: 400, subCode: 8508 } },
    });
  });

  test("to one of several puts the others on hold meanwhile", async () => {
    stage.simulator.addPerson({ id: "ben2", party: "+14255550122", reaction: { kind: "answer" } });
    const [call] = stage.simulator.calls();
    stage.simulator.engine.bots.invite(call?.legs[0]?.id ?? "", {
      operationId: "i",
      invitee: { kind: "phone", number: "+14255550122" },
      ringMs: 1000,
    });
    await stage.settled();
    stage.received.length = 0;
    await connection.getCallMedia().play([hello], [anna]);
    await stage.clock.advance(1000);
    expect(stage.types()).toEqual(["ParticipantsUpdated", "PlayStarted", "PlayCompleted", "ParticipantsUpdated"]);
    const held = stage.received.map((event) =>
      JSON.stringify(event.data.participants ?? "").includes('"isOnHold":true'),
    );
    expect(held).toEqual([true, false, false, false]);
  });

  test("speaks SSML", async () => {
    await connection.getCallMedia().playToAll([{ kind: "ssmlSource", ssmlText: "<speak>Good morning</speak>" }]);
    await expect(stage.simulator.person("anna").hears("Good morning")).resolves.toMatchObject({ kind: "prompt" });
  });

  test("that interrupts cancels what is playing", async () => {
    await connection.getCallMedia().playToAll([hello], { operationContext: "1" });
    await connection.getCallMedia().playToAll([hello], { operationContext: "2", interruptCallMediaOperation: true });
    await stage.settled();
    expect(stage.types()).toEqual(["PlayStarted", "PlayCanceled", "PlayStarted"]);
  });

  test("of a file that is not there fails and says which source", async () => {
    const url = `${stage.simulator.url}/_sim/media/none.wav`;
    await connection.getCallMedia().playToAll([hello, { kind: "fileSource", url }]);
    await stage.clock.advance(500);
    expect(stage.received.at(-1)).toMatchObject({
      type: "PlayFailed",
      data: { failedPlaySourceIndex: 1, resultInformation: { code: 400, subCode: 8536 } },
    });
  });

  test("reports to the operation's own callback address", async () => {
    const operationCallbackUrl = "https://bot.example.com/other";
    await connection.getCallMedia().playToAll([hello], { operationCallbackUrl });
    await stage.settled();
    expect(stage.received[0]).toMatchObject({ type: "PlayStarted", url: operationCallbackUrl });
  });

  test("to a participant who is not there is refused", async () => {
    const play = connection.getCallMedia().play([hello], [{ phoneNumber: "+14255550199" }]);
    await expect(play).rejects.toMatchObject({ statusCode: 400, code: "8558" });
  });

  test("to one excludes what the compatibility table excludes", async () => {
    await connection.getCallMedia().play([hello], [anna]);
    await expect(connection.getCallMedia().sendDtmfTones(["one"], anna)).rejects.toMatchObject({
      statusCode: 412,
      code: "8583",
    });
    await expect(connection.getCallMedia().playToAll([hello])).resolves.toBeUndefined();
  });
});

describe("tones", () => {
  test("that the person presses are reported in order, from the start to the stop", async () => {
    const media = connection.getCallMedia();
    stage.simulator.person("anna").press("9");
    await media.startContinuousDtmfRecognition(anna, { operationContext: "d" });
    stage.simulator.person("anna").press("1*#");
    await media.stopContinuousDtmfRecognition(anna);
    stage.simulator.person("anna").press("2");
    await stage.settled();
    const tone = "ContinuousDtmfRecognitionToneReceived";
    expect(stage.types()).toEqual([tone, tone, tone, "ContinuousDtmfRecognitionStopped"]);
    expect(stage.received.map((event) => [event.data.sequenceId, event.data.tone]).slice(0, 3)).toEqual([
      [1, "one"],
      [2, "asterisk"],
      [3, "pound"],
    ]);
    expect(stage.received[0]?.data).toMatchObject({ operationContext: "d" });
  });

  test("that are still being recognized when the call ends are reported as stopped", async () => {
    await connection.getCallMedia().startContinuousDtmfRecognition(anna);
    stage.simulator.person("anna").hangUp();
    await stage.settled();
    expect(stage.types()).toEqual(["ContinuousDtmfRecognitionStopped", "CallDisconnected"]);
  });

  test("that the bot sends are heard, then completed", async () => {
    const { operationContext } = await connection
      .getCallMedia()
      .sendDtmfTones(["one", "pound", "asterisk", "a"], anna, { operationContext: "s" });
    expect(operationContext).toBe("s");
    await stage.clock.advance(400);
    await stage.simulator.person("anna").hears({ tones: "1#*A" });
    expect(stage.received[0]).toMatchObject({ type: "SendDtmfTonesCompleted", data: { operationContext: "s" } });
  });

  test("that are cut off by the end of the call have failed", async () => {
    await connection.getCallMedia().sendDtmfTones(["one", "two"], anna);
    stage.simulator.person("anna").hangUp();
    await stage.settled();
    expect(stage.types()).toEqual(["SendDtmfTonesFailed", "CallDisconnected"]);
  });

  test("are at most 18 a request", async () => {
    const tones = Array.from({ length: 19 }, () => "one");
    await expect(connection.getCallMedia().sendDtmfTones(tones, anna)).rejects.toMatchObject({
      statusCode: 400,
      code: "8523",
    });
  });

  test("are sent once however often the request is repeated", async () => {
    const { callConnectionId = "" } = await connection.getCallConnectionProperties();
    const client = new CallAutomationClient(stage.simulator.acs.connectionString, { allowInsecureConnection: true });
    const effect = { kind: "respond", status: 503, retryAfterMs: 0, afterEffect: true } as const;
    stage.simulator.faults.add({ effect, times: 1 });
    await client.getCallConnection(callConnectionId).getCallMedia().sendDtmfTones(["one"], anna);
    await stage.clock.advance(1000);
    expect(stage.types()).toEqual(["SendDtmfTonesCompleted"]);
  });
});

test("tones go from one bot to another over a call between them", async () => {
  const MENU = "+14255550150";
  await stage.simulator.registerBot({ cloud: "acs", number: MENU, webhookUrl: "https://menu.example.com/" });
  const invite = { targetParticipant: { phoneNumber: MENU }, sourceCallIdNumber: { phoneNumber: BOT_NUMBER } };
  const outgoing = await stage.client.createCall(invite, CALLBACK);
  await stage.settled();
  const incoming = await stage.client.answerCall(stage.incomingCallContext(), "https://menu.example.com/callbacks");
  await stage.settled();
  await incoming.callConnection.getCallMedia().startContinuousDtmfRecognition({ phoneNumber: BOT_NUMBER });
  await outgoing.callConnection.getCallMedia().sendDtmfTones(["four", "two"], { phoneNumber: MENU });
  await stage.clock.advance(1000);
  const tones = stage.received.filter((event) => event.type === "ContinuousDtmfRecognitionToneReceived");
  expect(tones.map((event) => [event.url, event.data.tone])).toEqual([
    ["https://menu.example.com/callbacks", "four"],
    ["https://menu.example.com/callbacks", "two"],
  ]);
});

describe("joining", () => {
  test("a group call that others are in, by its id", async () => {
    const groupCallId = "5f4c8a34-4d3e-4f0e-8f35-6a5d2c1b0a99";
    const { callConnection } = await stage.client.connectCall({ kind: "groupCallLocator", id: groupCallId }, CALLBACK);
    stage.simulator.person("ben").join(groupCallId);
    await stage.settled();
    expect(stage.types()).toEqual(["ParticipantsUpdated", "CallConnected", "ParticipantsUpdated"]);
    expect((await callConnection.listParticipants()).values).toHaveLength(2);
  });

  test("a room, with the client over https", async () => {
    const { simulator } = stage;
    const secure = simulator.acs.connectionString.replace(simulator.url, simulator.httpsUrl);
    const client = new CallAutomationClient(secure, { tlsOptions: { ca: simulator.caCertificate } });
    await client.connectCall({ kind: "roomCallLocator", id: "99466898241024408" }, CALLBACK);
    await stage.settled();
    expect(stage.types()).toEqual(["ParticipantsUpdated", "CallConnected"]);
  });

  test("a call by its serverCallId", async () => {
    const { serverCallId = "" } = await connection.getCallConnectionProperties();
    await stage.client.connectCall({ kind: "serverCallLocator", id: serverCallId }, CALLBACK);
    await expect(
      stage.client.connectCall({ kind: "serverCallLocator", id: "bm9uZQ==" }, CALLBACK),
    ).rejects.toMatchObject({ statusCode: 404, code: "8522" });
  });
});
