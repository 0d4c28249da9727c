import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  APP,
  appHosted,
  callTo,
  type GraphStage,
  graphStage,
  HEIDI,
  invitation,
  JOHN,
  WEBHOOK,
} from "../graph-stage.fixture.js";

let stage: GraphStage;
beforeAll(async () => {
  stage = await graphStage();
});
beforeEach(async () => {
  await stage.simulator.reset();
  stage.received.length = 0;
});
afterAll(() => stage.simulator.close());

const toHeidi = invitation({ user: { id: HEIDI } });

describe("create call refuses", () => {
  test.each([
    ["no tenant", { tenantId: undefined }, 403, "7505"],
    ["another tenant", { tenantId: HEIDI }, 403, "7505"],
    ["a callback over http", { callbackUri: "http://bot.contoso.com/callback" }, 400, "BadRequest"],
    ["no callback", { callbackUri: undefined }, 400, "BadRequest"],
    ["no media", { mediaConfig: undefined }, 400, "BadRequest"],
    ["no modality", { requestedModalities: [] }, 400, "BadRequest"],
    ["no one to call", { targets: [] }, 400, "BadRequest"],
    ["six at once", { targets: Array(6).fill(toHeidi) }, 400, "BadRequest"],
    [
      "a telephone in a group",
      { targets: [toHeidi, invitation({ phone: { id: "+12345678901" } })] },
      400,
      "BadRequest",
    ],
    ["a malformed number", { targets: [invitation({ phone: { id: "5550123" } })] }, 400, "BadRequest"],
    ["an identity of no kind", { targets: [invitation({})] }, 400, "BadRequest"],
    [
      "a telephone without an application instance",
      { targets: [invitation({ phone: { id: "+12345678901" } })] },
      403,
      "7507",
    ],
    [
      "somebody else's application instance",
      { source: invitation({ applicationInstance: { id: HEIDI } }) },
      403,
      "7507",
    ],
    ["to pose as another app", { source: invitation({ application: { id: HEIDI } }) }, 403, "7507"],
    ["two minutes of ringing", { ringingTimeoutInSeconds: 116 }, 400, "BadRequest"],
    ["an unknown meeting", { meetingInfo: { joinMeetingId: "123" } }, 404, "8561"],
    ["a malformed token", { meetingInfo: { token: "x" } }, 400, "8526"],
    ["a meeting without its organizer", { chatInfo: { threadId: "19:x" } }, 400, "BadRequest"],
  ])("%s", async (_, over, status, code) => {
    expect(await stage.api("POST", "calls", callTo(JOHN, over))).toMatchObject({ status, body: { error: { code } } });
    expect(stage.received).toEqual([]);
    expect(stage.simulator.calls()).toEqual([]);
  });

  test("an app that never registered, where that is required", async () => {
    stage.simulator.removeBot(`graph:${APP}`);
    stage.simulator.graphBehavior.change({ registrationRequired: true });
    expect(await stage.api("POST", "calls", callTo(JOHN))).toMatchObject({
      status: 403,
      body: { error: { code: "7503" } },
    });
    stage.simulator.graphBehavior.change({ registrationRequired: false });
    expect((await stage.api("POST", "calls", callTo(JOHN))).status).toBe(201);
  });
});

test.each(["http://localhost:4000/", "http://127.0.0.1:4000/", "http://[::1]:4000/", "https://bot.contoso.com/"])(
  "a callback to %s is taken",
  async (callbackUri) => {
    expect((await stage.api("POST", "calls", callTo(JOHN, { callbackUri }))).status).toBe(201);
  },
);

describe("redirect refuses", () => {
  test.each([
    ["no target", { targets: [] }],
    ["26 targets", { targets: Array(26).fill(toHeidi) }],
    ["14 seconds", { targets: [toHeidi], timeout: 14 }],
    ["91 seconds", { targets: [toHeidi], timeout: 91 }],
    ["a callback over http", { targets: [toHeidi], callbackUri: "http://bot.contoso.com/" }],
  ])("%s", async (_, body) => {
    const refused = await stage.api("POST", `calls/${await stage.incoming()}/redirect`, body);
    expect(refused).toMatchObject({ status: 400, body: { error: { code: "BadRequest" } } });
  });

  test.each([
    [15, 1],
    [90, 25],
  ])("neither %i seconds nor %i targets", async (timeout, count) => {
    const targets = Array(count).fill(toHeidi);
    expect((await stage.api("POST", `calls/${await stage.incoming()}/redirect`, { targets, timeout })).status).toBe(
      202,
    );
  });
});

describe("media is refused", () => {
  const prompt = { mediaInfo: { uri: "https://cdn.contoso.com/beep.wav" } };
  test.each([
    ["no prompt", "playPrompt", { prompts: [] }],
    ["21 prompts", "playPrompt", { prompts: Array(21).fill(prompt) }],
    ["a prompt without an address", "playPrompt", { prompts: [{ mediaInfo: { uri: "beep.wav" } }] }],
    ["a context of 257 characters", "playPrompt", { prompts: [prompt], clientContext: "x".repeat(257) }],
    ["no tone", "sendDtmfTones", { tones: [] }],
    ["an unknown tone", "sendDtmfTones", { tones: ["tone1", "tone10"] }],
  ])("%s", async (_, action, body) => {
    const refused = await stage.api("POST", `calls/${await stage.established()}/${action}`, body);
    expect(refused).toMatchObject({ status: 400, body: { error: { code: "BadRequest" } } });
  });

  test("on a call with app-hosted media, tones with the code that was seen for it", async () => {
    const id = await stage.established({ mediaConfig: appHosted });
    const code = async (action: string, body: object = {}) => {
      const { status, body: answer } = await stage.api("POST", `calls/${id}/${action}`, body);
      return { status, ...answer };
    };
    expect(await code("playPrompt", { prompts: [prompt] })).toMatchObject({ status: 400 });
    expect(await code("sendDtmfTones", { tones: ["tone1"] })).toMatchObject({ status: 400 });
    expect(await code("cancelMediaProcessing")).toMatchObject({ status: 400 });
    expect(await code("subscribeToTone")).toMatchObject({ status: 500, error: { code: "9999" } });
  });

  test("before the call is established", async () => {
    const { id } = (await stage.api("POST", "calls", callTo(JOHN))).body;
    const refused = await stage.api("POST", `calls/${id}/playPrompt`, { prompts: [prompt] });
    expect(refused).toMatchObject({ status: 409, body: { error: { code: "8585" } } });
    for (const action of ["subscribeToTone", "cancelMediaProcessing"]) {
      expect((await stage.api("POST", `calls/${id}/${action}`)).status).toBe(409);
    }
    expect(stage.summaries()).toEqual(["updated establishing"]);
  });
});

describe("a decision about an incoming call", () => {
  const answer = { callbackUri: WEBHOOK, acceptedModalities: ["audio"], mediaConfig: {} };

  test("is taken once", async () => {
    const id = await stage.incoming();
    expect((await stage.api("POST", `calls/${id}/answer`, answer)).status).toBe(202);
    for (const action of ["answer", "reject", "redirect"]) {
      expect((await stage.api("POST", `calls/${id}/${action}`, { ...answer, targets: [toHeidi] })).status).toBe(409);
    }
  });

  test.each([["acceptedModalities"], ["mediaConfig"]])("needs %s to be an answer", async (name) => {
    expect(
      (await stage.api("POST", `calls/${await stage.incoming()}/answer`, { ...answer, [name]: undefined })).status,
    ).toBe(400);
  });

  test.each([
    ["answer", answer],
    ["reject", {}],
    ["redirect", { targets: [toHeidi] }],
  ])("%s is not for another app or another tenant", async (action, body) => {
    const path = `calls/${await stage.incoming()}/${action}`;
    await stage.simulator.registerBot({ cloud: "graph", application: HEIDI, webhookUrl: WEBHOOK });
    expect((await stage.api("POST", path, body, { appId: HEIDI })).body).toMatchObject({ error: { code: "8522" } });
    expect((await stage.api("POST", path, body, { tenantId: HEIDI })).body).toMatchObject({ error: { code: "7505" } });
    expect((await stage.api("POST", path, body)).status).toBe(202);
  });

  test("by redirect needs Calls.Initiate.All, by answer with media of its own Calls.AccessMedia.All", async () => {
    stage.simulator.graphBehavior.change({ apps: { [APP]: { roles: ["Calls.JoinGroupCall.All"] } } });
    const id = await stage.incoming();
    const refused = async (action: string, body: object) =>
      (await stage.api("POST", `calls/${id}/${action}`, body, { fresh: true })).body;
    expect(await refused("redirect", { targets: [toHeidi] })).toMatchObject({
      error: { code: "7504", message: expect.stringContaining("Calls.Initiate.All") },
    });
    expect(await refused("answer", { ...answer, mediaConfig: appHosted })).toMatchObject({
      error: { code: "7504", message: expect.stringContaining("Calls.AccessMedia.All") },
    });
    expect((await stage.api("POST", `calls/${id}/answer`, answer)).status).toBe(202);
  });
});

test("a transfer is for the call's tenant, and needs Calls.Initiate.All", async () => {
  const path = `calls/${await stage.established()}/transfer`;
  const body = { transferTarget: toHeidi };
  expect((await stage.api("POST", path, body, { tenantId: HEIDI })).body).toMatchObject({ error: { code: "7505" } });
  stage.simulator.graphBehavior.change({ apps: { [APP]: { roles: [] } } });
  expect((await stage.api("POST", path, body, { fresh: true })).body).toMatchObject({ error: { code: "7504" } });
});

test("an invitation to a group call is answered with a role for joining only", async () => {
  await stage.simulator.registerBot({ cloud: "graph", application: HEIDI, webhookUrl: WEBHOOK });
  const targets = [invitation({ user: { id: JOHN } }), invitation({ application: { id: HEIDI } })];
  await stage.ringing({ targets });
  const invited = stage.received.find(({ changeType }) => changeType === "created")?.data.id;
  const answer = { callbackUri: WEBHOOK, acceptedModalities: ["audio"], mediaConfig: {} };
  const allow = (roles: ["Calls.Initiate.All"] | ["Calls.JoinGroupCall.All"]) =>
    stage.simulator.graphBehavior.change({ apps: { [HEIDI]: { roles } } });
  const answered = () => stage.api("POST", `calls/${invited}/answer`, answer, { appId: HEIDI, fresh: true });
  allow(["Calls.Initiate.All"]);
  expect((await answered()).body).toMatchObject({ error: { code: "7504" } });
  allow(["Calls.JoinGroupCall.All"]);
  expect((await answered()).status).toBe(202);
});

test("a transfer out of a group call says that it is not simulated", async () => {
  const refused = await stage.api("POST", `calls/${await stage.group()}/transfer`, { transferTarget: toHeidi });
  expect(refused).toMatchObject({ status: 501, body: { error: { code: "SimulatorNotImplemented" } } });
});
