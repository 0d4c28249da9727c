import type { Client } from "@microsoft/microsoft-graph-client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { appHosted, type GraphStage, graphStage, HEIDI, invitation, JOHN } from "../graph-stage.fixture.js";
import { officialClient, refusal } from "../official-client.fixture.js";

let stage: GraphStage;
let client: Client;
let close: () => Promise<void>;
beforeEach(async () => {
  stage = await graphStage();
  ({ client, close } = officialClient(stage));
});
afterEach(() => close());

describe("content sharing sessions", () => {
  test("are listed and looked up while somebody shares a screen", async () => {
    const sessions = `/communications/calls/${await stage.established()}/contentSharingSessions`;
    expect((await client.api(sessions).get()).value).toEqual([]);
    stage.simulator.person("john").startSharing();
    const { value } = await client.api(sessions).get();
    expect(value).toEqual([{ "@odata.type": "#microsoft.graph.contentSharingSession", id: expect.any(String) }]);
    const { "@odata.context": _, ...session } = await client.api(`${sessions}/${value[0].id}`).get();
    expect(session).toEqual(value[0]);
    stage.simulator.person("john").stopSharing();
    expect(await refusal(client.api(`${sessions}/${value[0].id}`).get())).toMatchObject({ statusCode: 404 });
  });
});

describe("changeScreenSharingRole", () => {
  const change = (id: string, role: string) =>
    client.api(`/communications/calls/${id}/changeScreenSharingRole`).post({ role });
  const streams = () => stage.received.at(-1)?.list.map((one) => Object(one).mediaStreams.length);

  test("shows the bot's screen as a stream in the roster, and takes it away", async () => {
    const id = await stage.group({ mediaConfig: appHosted });
    await change(id, "sharer");
    await stage.settled();
    expect(stage.summaries()).toEqual(["updated participants"]);
    expect(stage.received[0]?.list[0]).toMatchObject({
      mediaStreams: [
        { mediaType: "audio" },
        { mediaType: "videoBasedScreenSharing", label: "applicationsharing-video", direction: "sendOnly" },
      ],
    });
    expect(streams()).toEqual([2, 1]);
    await change(id, "viewer");
    await stage.settled();
    expect(streams()).toEqual([1, 1]);
  });

  test("is refused with service-hosted media, in a call for two, and for an unknown role", async () => {
    const serviceHosted = await stage.group();
    expect(await refusal(change(serviceHosted, "sharer"))).toMatchObject({ statusCode: 400 });
    await client.api(`/communications/calls/${serviceHosted}`).delete();
    const forTwo = await stage.established({ mediaConfig: appHosted });
    expect(await refusal(change(forTwo, "sharer"))).toMatchObject({ statusCode: 400 });
    expect(await refusal(change(await stage.group({ mediaConfig: appHosted }), "actor"))).toMatchObject({
      statusCode: 400,
      message: expect.stringContaining("role"),
    });
  });
});

describe("addLargeGalleryView", () => {
  const add = (id: string) =>
    client.api(`/communications/calls/${id}/addLargeGalleryView`).post({ clientContext: "gallery" });

  test("brings a participant that stands for the view into the roster, and completes", async () => {
    const id = await stage.group();
    const operation = await add(id);
    expect(operation).toMatchObject({
      "@odata.type": "#microsoft.graph.addLargeGalleryViewOperation",
      status: "running",
      clientContext: "gallery",
    });
    await stage.settled();
    expect(stage.summaries()).toEqual(["updated participants", "deleted operations completed"]);
    expect(stage.received[0]?.list.at(-1)).toMatchObject({
      info: { identity: { application: { ApplicationType: "LargeGallery-V2" } } },
      mediaStreams: [{ direction: "receiveOnly" }, { mediaType: "video", direction: "sendReceive" }],
      metadata: expect.stringContaining('"type":"lg"'),
    });
    expect(stage.received[1]?.data).toMatchObject({ id: operation.id, clientContext: "gallery" });
  });

  test("adds no second one", async () => {
    const id = await stage.group();
    await add(id);
    await add(id);
    await stage.settled();
    expect(stage.received.filter(({ list }) => list.length > 0)).toHaveLength(1);
    const { value } = await client.api(`/communications/calls/${id}/participants`).get();
    expect(value).toHaveLength(3);
  });

  const meetingInfo = { joinMeetingId: "1234567" };
  const organizer = { kind: "user", id: HEIDI } as const;

  test("is in the roster of every bot of its call, and of no other call", async () => {
    stage.simulator.addMeeting({ keys: ["1234567"], organizer });
    const first = await stage.ringing({ targets: [], meetingInfo });
    const second = await stage.ringing({ targets: [], meetingInfo });
    const elsewhere = await stage.group();
    await add(first);
    await stage.settled();
    const rosters = stage.received.filter(({ list }) => list.length > 0);
    expect(rosters.map(({ resourceUrl, list }) => [resourceUrl?.split("/")[3], list.length]).toSorted()).toEqual(
      [first, second].map((id) => [id, 3]).toSorted(),
    );
    const listed = async (id: string) => (await client.api(`/communications/calls/${id}/participants`).get()).value;
    expect(await listed(second)).toHaveLength(3);
    expect(await listed(elsewhere)).toHaveLength(2);
  });

  test("is not reported to a bot that has not answered yet", async () => {
    const id = await stage.group();
    await stage.simulator.registerBot({ cloud: "graph", application: HEIDI, webhookUrl: "https://bot.contoso.com/2" });
    const invitee = { kind: "application", id: HEIDI } as const;
    stage.simulator.engine.bots.invite(id, { operationId: "bot", invitee, ringMs: 10_000 });
    await add(id);
    await stage.settled();
    const rosters = stage.received.filter(({ list }) => list.length > 0);
    expect(rosters.map(({ resourceUrl }) => resourceUrl)).toEqual([`/communications/calls/${id}/participants`]);
  });

  test("is not seen from the lobby", async () => {
    stage.simulator.addMeeting({ keys: ["1234567"], organizer, lobby: "guests" });
    await add(await stage.ringing({ targets: [], meetingInfo }));
    const guest = invitation({ guest: { id: "g", displayName: "Guest" } });
    const waiting = await stage.ringing({ targets: [], meetingInfo, source: guest });
    expect((await client.api(`/communications/calls/${waiting}/participants`).get()).value).toHaveLength(1);
  });

  test("is refused in a call for two", async () => {
    expect(await refusal(add(await stage.established()))).toMatchObject({ statusCode: 400, code: "BadRequest" });
  });
});

describe("logTeleconferenceDeviceQuality", () => {
  const quality = {
    "@odata.type": "#microsoft.graph.teleconferenceDeviceQuality",
    callChainId: "0622673d-9f69-49b3-9d4f-5ec64f42ecce",
    participantId: "ea078406-b5d4-4d3c-b85e-90103dcec7f6",
    mediaLegId: "bd9ee398-4b9d-42c7-8b8d-4e8efad9435f",
    deviceName: "TestAgent",
    deviceDescription: "TestDescription",
    mediaQualityList: [
      {
        "@odata.type": "#microsoft.graph.teleconferenceDeviceVideoQuality",
        channelIndex: 1,
        mediaDuration: "PT20M",
        averageInboundJitter: "PT0.01S",
      },
    ],
  };
  const log = (body: object) => client.api("/communications/calls/logTeleconferenceDeviceQuality").post(body);

  test("takes the report", async () => {
    await log({ quality });
    expect(stage.simulator.log().at(-1)).toMatchObject({ title: "logTeleconferenceDeviceQuality", status: 200 });
  });

  test.each(["callChainId", "participantId", "mediaLegId", "deviceName", "deviceDescription", "mediaQualityList"])(
    "needs its %s",
    async (name) => {
      const error = await refusal(log({ quality: { ...quality, [name]: undefined } }));
      expect(error).toMatchObject({ statusCode: 400, message: expect.stringContaining(`quality.${name}`) });
    },
  );

  test("needs a User-Agent", async () => {
    const path = `${stage.simulator.url}/v1.0/communications/calls/logTeleconferenceDeviceQuality`;
    const headers = { authorization: `Bearer ${await stage.token()}`, "user-agent": "" };
    const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify({ quality }) });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("User-Agent");
  });
});

test("what is not shared has no session", async () => {
  const path = `/communications/calls/${await stage.established()}/contentSharingSessions/${JOHN}`;
  expect(await refusal(client.api(path).get())).toMatchObject({ statusCode: 404, code: "NotFound" });
});
