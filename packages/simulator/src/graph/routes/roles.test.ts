import { afterAll, beforeAll, expect, test } from "vitest";
import { APP, appHosted, type GraphStage, graphStage } from "../graph-stage.fixture.js";
import { type CallRole, callRoles } from "../wire/behavior.js";

// Which roles let an app do what, as each page has it.

let stage: GraphStage;
beforeAll(async () => {
  stage = await graphStage();
});
afterAll(() => stage.simulator.close());

const joining = ["Calls.JoinGroupCallAsGuest.All", "Calls.JoinGroupCall.All"] as const;
const routing = ["Calls.JoinGroupCall.All", "Calls.InitiateGroupCall.All"] as const;

test.each<readonly [operation: string, body: object | undefined, roles: readonly CallRole[]]>([
  ["DELETE {call}/participants/{john}", undefined, joining],
  ["POST {call}/participants/{john}/mute", {}, joining],
  ["POST {call}/changeScreenSharingRole", { role: "sharer" }, ["Calls.AccessMedia.All"]],
  ["POST {call}/addLargeGalleryView", {}, [...joining, "Calls.InitiateGroupCall.All"]],
  ["GET {call}/contentSharingSessions", undefined, joining],
  ["GET {call}/contentSharingSessions/none", undefined, joining],
  ["GET {call}/audioRoutingGroups", undefined, routing],
  ["POST {call}/audioRoutingGroups", { routingMode: "oneToOne", sources: [], receivers: [] }, routing],
  ["GET {call}/audioRoutingGroups/none", undefined, routing],
  ["PATCH {call}/audioRoutingGroups/none", {}, routing],
  ["DELETE {call}/audioRoutingGroups/none", undefined, routing],
  [
    "POST logTeleconferenceDeviceQuality",
    {
      quality: {
        ...Object.fromEntries(
          ["callChainId", "participantId", "mediaLegId"].map((name) => [name, crypto.randomUUID()]),
        ),
        deviceName: "d",
        deviceDescription: "d",
        mediaQualityList: [],
      },
    },
    ["Calls.AccessMedia.All"],
  ],
])("%s", async (operation, body, sufficient) => {
  await stage.simulator.reset();
  const call = await stage.group({ mediaConfig: appHosted });
  const john = await stage.participant(call, "John");
  const [method = "", path = ""] = operation.replace("{call}", call).replace("{john}", john).split(" ");
  const allowedWith = async (roles: readonly CallRole[]) => {
    stage.simulator.graphBehavior.change({ apps: { [APP]: { roles: [...roles] } } });
    const { body: answer } = await stage.api(method, `calls/${path}`, body, { fresh: true });
    return Object(answer.error).code !== "7504";
  };
  expect(await allowedWith(callRoles.filter((role) => !sufficient.includes(role)))).toBe(false);
  for (const role of sufficient) expect([role, await allowedWith([role])]).toEqual([role, true]);
});
