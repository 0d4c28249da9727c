import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { callTo, type GraphStage, graphStage, HEIDI, JOHN, TENANT } from "../graph-stage.fixture.js";
import { graphRoutes } from "../routes/routes.js";

// What Graph has and the simulator has not is told as such: no path, no member of a body and no version is passed over in silence.

let stage: GraphStage;
let id: string;
beforeAll(async () => {
  stage = await graphStage();
});
beforeEach(async () => {
  await stage.simulator.reset();
  id = await stage.established();
});
afterAll(() => stage.simulator.close());

const missing = (what: string) => ({
  status: 501,
  body: { error: { code: "SimulatorNotImplemented", message: `${what} is not simulated.` } },
});

describe("beside calls", () => {
  test.each([
    ["GET", "callRecords"],
    ["GET", "callRecords/r/sessions"],
    ["GET", "callRecords/getPstnCalls(fromDateTime=2026-01-01,toDateTime=2026-01-02)"],
    ["GET", "presences"],
    ["POST", "presences/u/setPresence"],
    ["POST", "getPresencesByUserId"],
    ["POST", "microsoft.graph.getPresencesByUserId"],
    ["POST", "onlineMeetings/createOrGet"],
    ["GET", "onlineMeetingConversations"],
    ["GET", "adhocCalls/a/recordings"],
  ] as const)("%s %s is 501 on both versions", async (method, path) => {
    const what = path.replace(/^microsoft\.graph\./, "").split(/[/(]/)[0];
    for (const version of ["v1.0", "beta"]) {
      const answer = await stage.api(method, `/${version}/communications/${path}`, method === "POST" ? {} : undefined);
      expect(answer).toMatchObject(missing(`${method} /communications/${what}`));
    }
  });

  test.each(["calls/$count", "calls/{id}/participants/$count", "calls/{id}/operations/$count", "calls/$ref"])(
    "GET %s is 501",
    async (path) => {
      const asked = path.replace("{id}", id);
      expect(await stage.api("GET", asked)).toMatchObject(missing(`GET /communications/${asked}`));
    },
  );

  test.each([
    ["GET", "calls/{id}", "$expand=participants"],
    ["GET", "calls/{id}/participants", "$filter=isMuted eq true"],
    ["GET", "calls/{id}/participants", "$top=1"],
    ["GET", "calls/{id}/participants", "$count=true"],
    ["POST", "calls/{id}/keepAlive", "$select=id"],
  ] as const)("%s %s?%s is 501 and names the option", async (method, path, query) => {
    const answer = await stage.api(method, `${path.replace("{id}", id)}?${query}`);
    expect(answer).toMatchObject(missing(`The query option ${query.split("=")[0]} of ${method}`));
  });

  test("what it takes to sign people in is 501 in Entra's form", async () => {
    for (const path of ["oauth2/v2.0/authorize", "oauth2/v2.0/devicecode", "oauth2/token"]) {
      const response = await fetch(`${stage.simulator.url}/${TENANT}/${path}`, { method: "POST" });
      expect([response.status, await response.json()]).toEqual([
        501,
        {
          error: "SimulatorNotImplemented",
          error_description: `Entra has POST /${TENANT}/${path}; this simulator does not have it yet.`,
          error_codes: [],
        },
      ]);
    }
  });
});

const heidi = { identity: { user: { id: HEIDI } } };
const wav = { mediaInfo: { uri: "https://bot.contoso.com/a.wav" } };
/** Every operation that takes a body: one that is good, and members that the API has and the simulator has not, by their names. */
const bodies: Readonly<Record<string, { readonly good: object; readonly missing: Readonly<Record<string, object>> }>> =
  {
    calls: {
      good: callTo(JOHN),
      missing: {
        "callOptions.hideBotAfterEscalation": { callOptions: { hideBotAfterEscalation: true } },
        "callOptions.isDeltaRosterEnabled": { callOptions: { isDeltaRosterEnabled: true } },
        "callOptions.isInteractiveRosterEnabled": { callOptions: { isInteractiveRosterEnabled: true } },
        "targets.0.hidden": { targets: [{ ...heidi, hidden: true }] },
        "targets.0.identity.onPremises": { targets: [{ identity: { onPremises: { id: "o" } } }] },
        "mediaConfig.removeFromDefaultAudioGroup": {
          mediaConfig: {
            "@odata.type": "#microsoft.graph.serviceHostedMediaConfig",
            removeFromDefaultAudioGroup: true,
          },
        },
        routingPolicies: { routingPolicies: ["noMissedCall"] },
      },
    },
    "calls/{call}/answer": {
      good: {
        acceptedModalities: ["audio"],
        mediaConfig: { "@odata.type": "#microsoft.graph.serviceHostedMediaConfig" },
      },
      missing: { "callOptions.isDeltaRosterEnabled": { callOptions: { isDeltaRosterEnabled: true } } },
    },
    "calls/{call}/reject": { good: { reason: "busy" }, missing: {} },
    "calls/{call}/redirect": {
      good: { targets: [heidi] },
      missing: {
        targetDisposition: { targetDisposition: "simultaneousRing" },
        maskCallee: { maskCallee: true },
        maskCaller: { maskCaller: true },
      },
    },
    "calls/{call}/transfer": {
      good: { transferTarget: heidi },
      missing: { "transferTarget.hidden": { transferTarget: { ...heidi, hidden: true } } },
    },
    "calls/{call}/playPrompt": {
      good: { prompts: [wav] },
      missing: { "prompts.0.loop": { prompts: [{ ...wav, loop: 3 }] } },
    },
    "calls/{call}/cancelMediaProcessing": { good: {}, missing: { all: { all: true } } },
    "calls/{call}/subscribeToTone": { good: {}, missing: {} },
    "calls/{call}/sendDtmfTones": { good: { tones: ["tone1"] }, missing: {} },
  };
const OFFERED = ["answer", "reject", "redirect"];

test("every operation that takes a body is among them", () => {
  const bodied = graphRoutes.filter(({ method, path }) => method === "POST" && !path.endsWith("keepAlive"));
  expect(Object.keys(bodies).toSorted()).toEqual(bodied.map(({ path }) => path).toSorted());
});

describe.each(Object.entries(bodies))("a body of %s", (path, { good, missing: members }) => {
  const pathNow = async (): Promise<string> =>
    path.replace("{call}", OFFERED.some((action) => path.endsWith(action)) ? await stage.incoming("phone") : id);

  test("with a member that Graph acts on and the simulator does not is 501, new ones among them", async () => {
    const now = await pathNow();
    for (const [name, change] of Object.entries({ ...members, brandNew: { brandNew: "x" } })) {
      expect(await stage.api("POST", now, { ...good, ...change })).toMatchObject(missing(`The member ${name}`));
    }
  });

  test("with members that ask for nothing is served", async () => {
    const nothing = { brandNew: null, off: false, none: [], "@odata.type": "#microsoft.graph.x", "x@odata.type": "#y" };
    expect((await stage.api("POST", await pathNow(), { ...good, ...nothing })).status).toBeLessThan(300);
  });
});

test("a version that never existed is refused as the gateway does", async () => {
  for (const [path, version] of [
    ["/v2.0/communications/calls", "v2.0"],
    ["/v1/app/calls", "v1"],
    ["/communications/calls", "communications"],
  ] as const) {
    const response = await fetch(`${stage.simulator.url}${path}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { code: "BadRequest", message: `Invalid version: ${version}` },
    });
  }
});
