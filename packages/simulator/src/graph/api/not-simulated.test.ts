import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { appHosted, type GraphStage, graphStage, TENANT } from "../graph-stage.fixture.js";
import { graphRoutes } from "../routes/routes.js";
import type { CallNeed } from "./route.js";

// What Graph has and the simulator does not is answered 501: no path, no member of a body and no version is ignored in silence.

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

/** The id of a call in the state that a route needs. */
const callFor: Readonly<Record<CallNeed, () => string | Promise<string>>> = {
  offered: () => stage.incoming("phone"),
  established: () => id,
  "service-hosted": () => id,
  group: () => stage.group(),
  "app-hosted group": () => stage.group({ mediaConfig: appHosted }),
};
/** What must be there before an operation makes sense. */
const prepared: Readonly<Record<string, (call: string, participant: string) => Promise<unknown>>> = {
  "POST calls/{call}/participants/{participant}/stopHoldMusic": (call, participant) =>
    stage.api("POST", `calls/${call}/participants/${participant}/startHoldMusic`),
  "PATCH calls/{call}/audioRoutingGroups/{group}": (call, participant) =>
    stage.api("POST", `calls/${call}/audioRoutingGroups`, {
      id: "route",
      routingMode: "oneToOne",
      sources: [participant],
      receivers: [participant],
    }),
};
const bodied = graphRoutes.filter(({ operation }) => /^(POST|PATCH) /.test(operation));

describe.each(bodied)("a body of $operation", ({ operation, needs = "established", body }) => {
  const send = async (change: object) => {
    const call = await callFor[needs]();
    const participant = await stage.participant(call, "John").catch(() => "none");
    const filled = (text: string) =>
      text.replace("{call}", call).replaceAll("{participant}", participant).replace("{group}", "route");
    await prepared[operation]?.(call, participant);
    const [method = "", path = ""] = filled(operation).split(" ");
    return stage.api(method, `/beta/communications/${path}`, {
      ...JSON.parse(filled(JSON.stringify(body.sample))),
      ...change,
    });
  };

  test("is 501 with a member that Graph acts on and the simulator does not, new ones among them", async () => {
    for (const [name, change] of Object.entries({ ...body.notSimulated, brandNew: { brandNew: "x" } })) {
      expect(await send(change)).toMatchObject(missing(`The member ${name}`));
    }
  });

  test("is served with members that ask for nothing", async () => {
    const nothing = { brandNew: null, off: false, none: [], "@odata.type": "#microsoft.graph.x", "x@odata.type": "#y" };
    expect((await send(nothing)).status).toBeLessThan(300);
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
