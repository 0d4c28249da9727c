import { afterEach, beforeEach, expect, test } from "vitest";
import { appHosted, type GraphStage, graphStage } from "../graph-stage.fixture.js";

const clientContext = "d45324c1-fcb5-430a-902c-f20af696537c";

let stage: GraphStage;
let id: string;
let john: string;
let heidi: string;
beforeEach(async () => {
  stage = await graphStage();
  await begin({});
});
afterEach(() => stage.simulator.close());

const begin = async (over: Readonly<Record<string, unknown>>): Promise<void> => {
  id = await stage.group(over);
  stage.simulator.person("heidi").answer();
  await stage.settled();
  john = await stage.participant(id, "John");
  heidi = await stage.participant(id, "Heidi Steen");
  stage.received.length = 0;
};
const post = (path: string, body: object) => stage.api("POST", `calls/${id}/${path}`, body);
const operation = (type: string, status: string) => ({
  "@odata.type": `#microsoft.graph.${type}Operation`,
  id: expect.any(String),
  status,
  clientContext,
});
const at = (operationId: unknown) => `${stage.simulator.url}/v1.0/communications/calls/${id}/operations/${operationId}`;

test("mute participant, example 1: completed, and a roster with isMuted", async () => {
  const { status, headers, body } = await post(`participants/${john}/mute`, { clientContext });
  expect(status).toBe(200);
  expect(body).toMatchObject(operation("muteParticipant", "completed"));
  expect(headers.get("location")).toBe(at(body.id));
  expect(stage.received).toMatchObject([
    { changeType: "updated", resourceUrl: `/communications/calls/${id}/participants` },
  ]);
  const muted = stage.received[0]?.list.find((one) => Object(one).id === john);
  expect(muted).toMatchObject({ isMuted: true, isInLobby: false, mediaStreams: [{ serverMuted: false }] });
});

test("muteAll, example 1: completed, on beta", async () => {
  const path = `/beta/app/calls/${id}/participants/muteAll`;
  const { status, body } = await stage.api("POST", path, { participants: [john, heidi], clientContext });
  expect(status).toBe(200);
  expect(body).toMatchObject(operation("muteParticipants", "completed"));
});

test("delete participant, example 1: an active one", async () => {
  const { status, text } = await stage.api("DELETE", `calls/${id}/participants/${john}`);
  expect({ status, text }).toEqual({ status: 204, text: "" });
});

test("startHoldMusic, example 1: a prompt of the bot's, and a notification of the operation", async () => {
  const customPrompt = {
    "@odata.type": "#microsoft.graph.mediaPrompt",
    mediaInfo: { "@odata.type": "#microsoft.graph.mediaInfo", uri: "https://bot.contoso.com/onHold.wav" },
  };
  const { status, headers, body } = await post(`participants/${john}/startHoldMusic`, { customPrompt, clientContext });
  expect(status).toBe(202);
  expect(body).toEqual(operation("startHoldMusic", "running"));
  expect(headers.get("location")).toBe(at(body.id));
  expect(stage.received).toMatchObject([
    {
      changeType: "deleted",
      resourceUrl: `/communications/calls/${id}/operations/${body.id}`,
      data: operation("startHoldMusic", "completed"),
    },
  ]);
});

test("stopHoldMusic, example 1: completed", async () => {
  await post(`participants/${john}/startHoldMusic`, {});
  const { status, headers, body } = await post(`participants/${john}/stopHoldMusic`, { clientContext });
  expect(status).toBe(202);
  expect(body).toMatchObject(operation("stopHoldMusic", "completed"));
  expect(headers.get("location")).toBe(at(body.id));
});

test("addLargeGalleryView, example 1: running, and a notification of the operation", async () => {
  const { status, headers, body } = await post("addLargeGalleryView", { clientContext });
  expect(status).toBe(202);
  expect(body).toMatchObject(operation("addLargeGalleryView", "running"));
  expect(headers.get("location")).toBe(at(body.id));
  expect(stage.received.at(-1)).toMatchObject({
    changeType: "deleted",
    data: operation("addLargeGalleryView", "completed"),
  });
});

test("changeScreenSharingRole, example 1: 202 with nothing in it, a stream in the roster", async () => {
  await stage.simulator.reset();
  await begin({ mediaConfig: appHosted });
  const { status, text } = await post("changeScreenSharingRole", { role: "sharer" });
  expect({ status, text }).toEqual({ status: 202, text: "" });
  expect(stage.received[0]?.list[0]).toMatchObject({
    mediaStreams: [
      {},
      { mediaType: "videoBasedScreenSharing", label: "applicationsharing-video", sourceId: "1", direction: "sendOnly" },
    ],
  });
});

test("audioRoutingGroup, examples 1 and 2: one to one, and multicast", async () => {
  const oneToOne = { id: "oneToOne", routingMode: "oneToOne", sources: [john], receivers: [heidi] };
  expect(await post("audioRoutingGroups", oneToOne)).toMatchObject({ status: 200, body: oneToOne });
  const bot = await stage.participant(id, "Calling Bot");
  const multicast = { id: "multicast", routingMode: "multicast", sources: [john], receivers: [heidi, bot] };
  expect(await post("audioRoutingGroups", multicast)).toMatchObject({ status: 200, body: multicast });
});
