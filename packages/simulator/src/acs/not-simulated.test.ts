import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { type AcsStage, acsStage, BOT_NUMBER, CALLBACK } from "./acs-client.fixture.js";
import { acsOperations, neighborAt, neighbors, type ServedOperationId } from "./api/operations.js";

// What the service has and the simulator has not is told as such: no path, no member of a body and no version is passed over in silence.

let stage: AcsStage;
let token: string;
let connectionId: string;
beforeAll(async () => {
  stage = await acsStage();
  const { tenantId, appId, clientSecret } = stage.simulator.graph;
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: appId,
    client_secret: clientSecret,
    scope: "https://communication.azure.com//.default",
  });
  const granted = await fetch(`${stage.simulator.url}/${tenantId}/oauth2/v2.0/token`, { method: "POST", body: form });
  token = z.object({ access_token: z.string() }).parse(await granted.json()).access_token;
  stage.simulator.person("anna").reacts({ kind: "answer" });
  const invite = { targetParticipant: anna.sdk, sourceCallIdNumber: { phoneNumber: BOT_NUMBER } };
  const { callConnectionProperties } = await stage.client.createCall(invite, CALLBACK);
  connectionId = callConnectionProperties.callConnectionId ?? "";
  await stage.settled();
});
afterAll(() => stage.simulator.close());

const anna = { sdk: { phoneNumber: "+14255550101" }, wire: { phoneNumber: { value: "+14255550101" } } };

const ask = async (path: string, body?: unknown, { method = "POST", version = "2026-03-12", signed = true } = {}) => {
  const response = await fetch(`${stage.simulator.url}${path}?api-version=${version}`, {
    method,
    headers: { "content-type": "application/json", ...(signed ? { authorization: `Bearer ${token}` } : {}) },
    ...(method === "GET" ? {} : { body: JSON.stringify(body ?? {}) }),
  });
  return { status: response.status, text: await response.text() };
};
const missing = (what: string) => ({
  status: 501,
  text: JSON.stringify({
    error: {
      code: "SimulatorNotImplemented",
      message: `The service has ${what}; this simulator does not have it yet.`,
    },
  }),
});

describe("another API at the same address, or a preview's operation", () => {
  const paths = [
    ["POST", "/calling/callConnections/c/participants:unmute"],
    ["PUT", "/calling/callConnections/c/dialogs/d"],
    ["POST", "/calling/callConnections/c:summarizeCall"],
    ["GET", "/calling/recordings/r/result"],
    ["POST", "/identities"],
    ["POST", "/identities/8:acs:x/:issueAccessToken"],
    ["POST", "/teamsUser/:exchangeAccessToken"],
    ["PUT", "/access/teamsExtension/tenants/t/assignments/o"],
    ["GET", "/rooms"],
    ["PATCH", "/rooms/r/participants"],
    ["POST", "/chat/threads"],
    ["POST", "/sms"],
    ["POST", "/emails:send"],
    ["GET", "/phoneNumbers"],
    ["POST", "/availablePhoneNumbers/countries/US/:search"],
    ["GET", "/sip"],
    ["POST", "/networkTraversal/:issueRelayConfiguration"],
    ["GET", "/routing/workers"],
    ["POST", "/messages/notifications:send"],
  ] as const;

  test.each(paths)("%s %s is 501 and says what is missing", async (method, path) => {
    const answer = await ask(path, {}, { method, version: "2024-01-01" });
    expect(answer).toEqual(missing(neighborAt(path) ?? ""));
    expect(stage.simulator.log().findLast(({ direction }) => direction === "from-bot")?.status).toBe(501);
    expect((await ask(path, {}, { method, signed: false })).status).toBe(401);
  });

  test("each of them is tried here", () => {
    expect(new Set(paths.map(([, path]) => neighborAt(path)))).toEqual(new Set(neighbors.map(({ what }) => what)));
  });
});

interface Case {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Members that the API describes and the simulator does not serve, each as part of a body, by the name that the answer gives it. */
  readonly missing: Readonly<Record<string, object>>;
}
const call = (): string => `/calling/callConnections/${connectionId}`;
const callbackUri = CALLBACK;
const socket = { transportUrl: "wss://bot.example.com", transportType: "websocket" };
const media = {
  MediaStreamingOptions: { mediaStreamingOptions: { ...socket, audioChannelType: "mixed" } },
  TranscriptionOptions: { transcriptionOptions: { ...socket, locale: "en-US" } },
};
const extension = { teamsExtensionUser: { userId: "u", tenantId: "t", resourceId: "r" } };
const context = { incomingCallContext: "c" };

/** Every operation with a body, held against the API description of 2026-03-12 by hand. */
const cases: Readonly<Partial<Record<ServedOperationId, () => Case>>> = {
  CreateCall: () => ({
    path: "/calling/callConnections",
    body: { targets: [anna.wire], callbackUri, sourceCallerIdNumber: { value: BOT_NUMBER } },
    missing: {
      ...media,
      TeamsAppSource: { teamsAppSource: { appId: "a" } },
      "Targets[0].TeamsExtensionUser": { targets: [extension] },
    },
  }),
  AnswerCall: () => ({ path: "/calling/callConnections:answer", body: { ...context, callbackUri }, missing: media }),
  RedirectCall: () => ({
    path: "/calling/callConnections:redirect",
    body: { ...context, target: anna.wire },
    missing: { "Target.TeamsExtensionUser": { target: extension } },
  }),
  RejectCall: () => ({ path: "/calling/callConnections:reject", body: context, missing: {} }),
  Connect: () => ({
    path: "/calling/callConnections:connect",
    body: { callbackUri, callLocator: { kind: "groupCallLocator", groupCallId: "g" } },
    missing: media,
  }),
  CallConnection_TransferToParticipant: () => ({
    path: `${call()}:transferToParticipant`,
    // Nobody has this number: the call stays.
    body: { targetParticipant: { phoneNumber: { value: "+14255550199" } } },
    missing: {
      CustomCallingContext: { customCallingContext: { sipHeaders: { "X-a": "b" } } },
      "TargetParticipant.TeamsExtensionUser": { targetParticipant: extension },
    },
  }),
  CallMedia_Play: () => ({
    path: `${call()}:play`,
    body: { playSources: [{ kind: "text", text: { text: "Hello" } }] },
    missing: {
      "PlaySources[0].Text.CustomVoiceEndpointId": {
        playSources: [{ kind: "text", text: { text: "Hello", customVoiceEndpointId: "v" } }],
      },
      "PlaySources[0].Ssml.CustomVoiceEndpointId": {
        playSources: [{ kind: "ssml", ssml: { ssmlText: "<speak/>", customVoiceEndpointId: "v" } }],
      },
      "PlayTo[0].TeamsExtensionUser": { playTo: [extension] },
    },
  }),
  CallMedia_StartContinuousDtmfRecognition: () => ({
    path: `${call()}:startContinuousDtmfRecognition`,
    body: { targetParticipant: anna.wire },
    missing: { "TargetParticipant.TeamsExtensionUser": { targetParticipant: extension } },
  }),
  CallMedia_StopContinuousDtmfRecognition: () => ({
    path: `${call()}:stopContinuousDtmfRecognition`,
    body: { targetParticipant: anna.wire },
    missing: { "TargetParticipant.TeamsExtensionUser": { targetParticipant: extension } },
  }),
  CallMedia_SendDtmfTones: () => ({
    path: `${call()}:sendDtmfTones`,
    body: { tones: ["one"], targetParticipant: anna.wire },
    missing: { "TargetParticipant.TeamsExtensionUser": { targetParticipant: extension } },
  }),
};

test("every operation that takes a body is among them", () => {
  const bodiless = ["CallConnection_TerminateCall", "CallMedia_CancelAllMediaOperations"];
  const bodied = acsOperations.filter(
    ({ id, method, support }) => method === "POST" && support === "served" && !bodiless.includes(id),
  );
  expect(Object.keys(cases).toSorted()).toEqual(bodied.map(({ id }) => id).toSorted());
});

describe.each(Object.entries(cases))("a body of %s", (_, caseOf) => {
  test("with a member that the service acts on and the simulator does not is 501", async () => {
    const { path, body, missing: members } = caseOf();
    for (const [name, change] of Object.entries(members)) {
      expect(await ask(path, { ...body, ...change })).toEqual(missing(`the member ${name}`));
    }
  });

  test("with a member that nobody here has heard of is 501 too, so that none is ever dropped", async () => {
    const { path, body } = caseOf();
    expect(await ask(path, { ...body, brandNew: { on: true } })).toEqual(missing("the member BrandNew"));
  });

  test("without such, or with nothing in them, is served", async () => {
    const { path, body } = caseOf();
    expect((await ask(path, { ...body, brandNew: null, customCallingContext: { sipHeaders: {} } })).status).not.toBe(
      501,
    );
  });
});

test("people of a government's cloud are not taken for others", async () => {
  const targets = [{ microsoftTeamsUser: { userId: "u", cloud: "gcch" } }];
  expect(await ask("/calling/callConnections", { targets, callbackUri })).toEqual(
    missing("people of other clouds (Targets[0].MicrosoftTeamsUser.Cloud)"),
  );
});

test.each(["2026-03-12-preview", "2023-03-06-preview", "2024-06-15", "2025-08-15", "2030-01-01", "latest"])(
  "a version that never existed, %s, is refused as the gateway does",
  async (version) => {
    const { status, text } = await ask(call(), undefined, { method: "GET", version });
    expect([status, text]).toEqual([
      404,
      expect.stringContaining("No HTTP resource was found that matches the request URI"),
    ]);
  },
);

test.each(["2023-03-06", "2025-06-15", "2026-03-12", "2022-04-07-preview", "2025-08-15-preview"])(
  "a version that existed, %s, is taken",
  async (version) => {
    expect((await ask(call(), undefined, { method: "GET", version })).status).toBe(200);
  },
);
