import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { type AcsStage, acsStage, BOT_NUMBER, CALLBACK } from "./acs-client.fixture.js";
import { acsOperations, apiAt, neighborAt, neighbors, type OperationId } from "./api/operations.js";
import type { AcsRoute } from "./api/route.js";
import { acsRoutes } from "./routes/routes.js";

// What the service has and the simulator does not is answered 501: no path, no member of a body and no version is ignored in silence.

let stage: AcsStage;
let token: string;
let connectionId: string;
let roomId: string;
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
});
beforeEach(async () => {
  await stage.simulator.reset();
  stage.simulator.person("anna").reacts({ kind: "answer" });
  const invite = {
    targetParticipant: { phoneNumber: "+14255550101" },
    sourceCallIdNumber: { phoneNumber: BOT_NUMBER },
  };
  const { callConnectionProperties } = await stage.client.createCall(invite, CALLBACK);
  connectionId = callConnectionProperties.callConnectionId ?? "";
  const room = await ask("/rooms", {}, { version: "2025-03-13" });
  roomId = z.object({ id: z.string() }).parse(JSON.parse(room.text)).id;
  await stage.settled();
});
afterAll(() => stage.simulator.close());

const ask = async (path: string, body?: unknown, { method = "POST", version = "2026-03-12", signed = true } = {}) => {
  const response = await fetch(`${stage.simulator.url}${path}?api-version=${version}`, {
    method,
    headers: { "content-type": "application/json", ...(signed ? { authorization: `Bearer ${token}` } : {}) },
    ...(method === "GET" ? {} : { body: JSON.stringify(body ?? {}) }),
  });
  return { status: response.status, text: await response.text() };
};
/** A call to the bot, by its context. */
const offer = async () => {
  stage.simulator.person("ben").dial(BOT_NUMBER);
  await stage.settled();
  return stage.incomingCallContext();
};
const operationOf = (route: AcsRoute) => acsOperations.find(({ id }) => id === route.operation);
const bodied = acsRoutes.filter((route) => ["POST", "PATCH"].includes(operationOf(route)?.method ?? ""));
const versions = { calling: "2026-03-12", rooms: "2025-03-13", identities: "2023-10-01" } as const;
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
    ["POST", "/teamsUser/:exchangeAccessToken"],
    ["PUT", "/access/teamsExtension/tenants/t/assignments/o"],
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

const una = { communicationUserId: "8:acs:resource_user" };
const addUna = () =>
  stage.simulator.addPerson({
    party: { kind: "communication-user", id: una.communicationUserId },
    reaction: { kind: "answer" },
  });
/** What has to be there for the sample of an operation to be served, beside the call, and what of it goes into the body. */
const prepare: Partial<Record<OperationId, () => Promise<object>>> = {
  CallConnection_Mute: async () => {
    addUna();
    await stage.client.getCallConnection(connectionId).addParticipant({ targetParticipant: una });
    return {};
  },
  CallConnection_MoveParticipants: async () => {
    addUna();
    const { callConnectionProperties } = await stage.client.createCall({ targetParticipant: una }, CALLBACK);
    return { fromCall: callConnectionProperties.callConnectionId ?? "" };
  },
};

describe.each(bodied)("a body of $operation", (route) => {
  const { operation, needs, body } = route;
  const send = async (change: object, prepared: object) => {
    const { template = "", method = "" } = operationOf(route) ?? {};
    const names = { callConnectionId: connectionId, identityId: `8:acs:${stage.simulator.acs.resourceId}_u`, roomId };
    const path = template.replace(/\{(\w+)\}/, (_, name: keyof typeof names) => names[name]);
    const offered = needs === "offered" ? { incomingCallContext: await offer() } : {};
    const version = versions[apiAt(path) ?? "calling"];
    return ask(path, { ...body.sample, ...offered, ...prepared, ...change }, { method, version });
  };

  test("is 501 with a member that the service acts on and the simulator does not, new ones among them", async () => {
    const prepared = await prepare[operation]?.();
    for (const [name, change] of Object.entries({ ...body.notSimulated, BrandNew: { brandNew: { on: true } } })) {
      expect(await send(change, prepared ?? {})).toEqual(missing(`the member ${name}`));
    }
  });

  test("is served with members that ask for nothing", async () => {
    const { status } = await send(
      { brandNew: null, customCallingContext: { sipHeaders: {} } },
      (await prepare[operation]?.()) ?? {},
    );
    expect(status).toBeLessThan(300);
  });
});

test("people of a government's cloud are not taken for others", async () => {
  const targets = [{ microsoftTeamsUser: { userId: "u", cloud: "gcch" } }];
  expect(await ask("/calling/callConnections", { targets, callbackUri: CALLBACK })).toEqual(
    missing("people of other clouds (Targets[0].MicrosoftTeamsUser.Cloud)"),
  );
});

test.each(["2026-03-12-preview", "2023-03-06-preview", "2024-06-15", "2025-08-15", "2030-01-01", "latest"])(
  "a version that never existed, %s, is refused as the gateway does",
  async (version) => {
    const { status, text } = await ask(`/calling/callConnections/${connectionId}`, undefined, {
      method: "GET",
      version,
    });
    expect([status, text]).toEqual([
      404,
      expect.stringContaining("No HTTP resource was found that matches the request URI"),
    ]);
  },
);

test.each(["2023-03-06", "2025-06-15", "2026-03-12", "2022-04-07-preview", "2025-08-15-preview"])(
  "a version that existed, %s, is taken",
  async (version) => {
    expect((await ask(`/calling/callConnections/${connectionId}`, undefined, { method: "GET", version })).status).toBe(
      200,
    );
  },
);
