import { PassThrough } from "node:stream";
import type { CallConnection, CallMedia, CallRecording } from "@azure/communication-call-automation";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type AcsStage, acsStage, BOT_NUMBER, CALLBACK } from "./acs-client.fixture.js";
import { acsOperations, notSimulatedBecause } from "./api/operations.js";
import { acsRoutes } from "./routes/routes.js";

// Methods of the vendor's client that the simulator does not serve, each called as its documentation says.

let stage: AcsStage;
let connection: CallConnection;
let media: CallMedia;
let recording: CallRecording;
const anna = { phoneNumber: "+14255550101" };
beforeEach(async () => {
  stage = await acsStage();
  stage.simulator.person("anna").reacts({ kind: "answer" });
  const invite = { targetParticipant: anna, sourceCallIdNumber: { phoneNumber: BOT_NUMBER } };
  ({ callConnection: connection } = await stage.client.createCall(invite, CALLBACK));
  await stage.settled();
  media = connection.getCallMedia();
  recording = stage.client.getCallRecording();
});
afterEach(() => stage.simulator.close());

const transcript = { locale: "en-US" };
const callLocator = { kind: "serverCallLocator", id: "s" } as const;
const is501 = { statusCode: 501, code: "SimulatorNotImplemented" };

test("recognizing keys and speech is 501", async () => {
  const options = { kind: "callMediaRecognizeDtmfOptions", maxTonesToCollect: 4 } as const;
  await expect(media.startRecognizing(anna, options)).rejects.toMatchObject({
    ...is501,
    message:
      "The service has CallMedia_Recognize; this simulator does not have it yet: it takes speech as well as keys, and there is no speech here that could be recognized.",
  });
});

test("starting, stopping and changing a transcription is 501", async () => {
  await expect(media.startTranscription(transcript)).rejects.toMatchObject(is501);
  await expect(media.stopTranscription()).rejects.toMatchObject(is501);
  await expect(media.updateTranscription("de-DE")).rejects.toMatchObject(is501);
});

test("starting and stopping to stream media is 501", async () => {
  await expect(media.startMediaStreaming()).rejects.toMatchObject(is501);
  await expect(media.stopMediaStreaming()).rejects.toMatchObject(is501);
});

test("starting, pausing, resuming, stopping and looking up a recording is 501", async () => {
  await expect(recording.start({ callLocator })).rejects.toMatchObject(is501);
  await expect(recording.pause("r")).rejects.toMatchObject(is501);
  await expect(recording.resume("r")).rejects.toMatchObject(is501);
  await expect(recording.stop("r")).rejects.toMatchObject(is501);
  await expect(recording.getState("r")).rejects.toMatchObject(is501);
});

describe("a recording's file", () => {
  const clouds = /Only URLs pointing to \*\.asm\.skype\.com/;
  const address = () => `${stage.simulator.httpsUrl}/v1/objects/o`;

  test("is downloaded from the clouds' own hosts only: the client asks no other", async () => {
    const nowhere = new PassThrough();
    await expect(recording.downloadStreaming(address())).rejects.toThrow(clouds);
    await expect(recording.downloadToPath(address(), "never-written.wav")).rejects.toThrow(clouds);
    await expect(recording.downloadToStream(address(), nowhere)).rejects.toThrow(clouds);
  });

  test("is deleted there only", async () => {
    await expect(recording.delete(address())).rejects.toThrow(clouds);
  });
});

test("who speaks is what the client was made with, and a part of the client is no request", () => {
  const before = stage.simulator.log().length;
  expect(stage.client.getSourceIdentity()).toBeUndefined();
  expect(stage.client.getCallRecording()).toBeDefined();
  expect(stage.client.getCallConnection("c").getCallMedia()).toBeDefined();
  expect(stage.simulator.log()).toHaveLength(before);
});

test("every operation of calling without a route says why", () => {
  const served = new Set<string>(acsRoutes.map(({ operation }) => operation));
  const unserved = acsOperations
    .map(({ id }) => id)
    .filter((id) => !served.has(id) && !/^(Rooms|Participants|Communication)/.test(id));
  expect(Object.keys(notSimulatedBecause).toSorted()).toEqual(unserved.toSorted());
});
