import type { JoinTarget } from "@trunkline/core";
import { expect, test } from "vitest";
import { failureOf } from "../kit/cast.js";
import { documentedStage, documents, lastRequest } from "../kit/documented.js";
import type { Stage } from "../kit/stage.js";

const { user1, user2, preFetchMedia, mediaBlob, bob, tenantId, appId, guest } = documents;

const created = (stage: Stage) => lastRequest(stage, "POST", "/v1.0/communications/calls");
const organizerMeeting = {
  "@odata.type": "#microsoft.graph.organizerMeetingInfo",
  organizer: { user: { id: bob.id, tenantId: bob.tenantId } },
  allowConversationWithoutHost: true,
};
const scheduled: JoinTarget = { kind: "meeting-thread", threadId: documents.scheduled, organizer: bob };
const channel: JoinTarget = {
  kind: "meeting-thread",
  threadId: documents.channel,
  messageId: documents.channelMessage,
  organizer: bob,
};

test.each([
  ["3", "service", {}, { "@odata.type": "#microsoft.graph.serviceHostedMediaConfig" }],
  ["4", "app", { mediaBlob }, { "@odata.type": "#microsoft.graph.appHostedMediaConfig", blob: mediaBlob }],
])("Graph create call, example %s: a group of two users, %s-hosted media", async (_, _media, media, mediaConfig) => {
  await using stage = await documentedStage();
  for (const name of ["user1", "user2"]) stage.person(name).reacts({ kind: "answer", afterMs: 500 });
  const subject = "Create a group call with service hosted media";
  const graph = { subject, removeFromDefaultAudioGroup: false, ...media };
  const call = await stage.calling.create({ to: [user1, user2], providerOptions: { graph } });
  expect(created(stage)).toMatchObject({
    status: 201,
    body: {
      subject,
      source: { identity: { application: { displayName: "Calling Bot", id: appId } } },
      targets: [{ identity: { user: { id: user1.id } } }, { identity: { user: { id: user2.id } } }],
      mediaConfig: { ...mediaConfig, removeFromDefaultAudioGroup: false },
    },
  });
  await stage.when(call.connected);
  await stage.advance(1_000);
  const names = (await call.participants()).map(({ party }) =>
    "displayName" in party ? party.displayName : undefined,
  );
  expect(names).toEqual(expect.arrayContaining(["Calling Bot", "user1", "user2"]));
  expect(await failureOf(call.hangUp({ everyone: true }))).toMatchObject({ code: "unsupported" });
});

test.each([
  ["5", "service", { preFetchMedia }, { preFetchMedia }],
  ["6", "app", { mediaBlob }, { blob: mediaBlob }],
])("Graph create call, example %s: a scheduled meeting, %s-hosted media", async (_, _media, graph, mediaConfig) => {
  await using stage = await documentedStage();
  const call = await stage.calling.join(scheduled, { providerOptions: { graph } });
  expect(created(stage)).toMatchObject({
    status: 201,
    body: {
      chatInfo: { "@odata.type": "#microsoft.graph.chatInfo", threadId: documents.scheduled, messageId: "0" },
      meetingInfo: organizerMeeting,
      mediaConfig,
      tenantId,
    },
  });
  await stage.when(call.connected);
  await stage.when(call.admitted);
});

test("Graph create call, example 5, roster: the participants are reported before the bot is connected, and at every change", async () => {
  await using stage = await documentedStage();
  stage.person("user1").join(documents.scheduled);
  const call = await stage.calling.join(scheduled);
  await stage.when(call.connected);
  const order = stage.callbacks.map(({ body }) =>
    body.includes("/participants") ? "roster" : /"state":"(\w+)"/.exec(body)?.[1],
  );
  expect(order).toEqual(["establishing", "roster", "established"]);
  stage.person("user2").join(documents.scheduled);
  await stage.advance(100);
  const names = (await call.participants()).map(({ party }) =>
    "displayName" in party ? party.displayName : undefined,
  );
  expect(names).toEqual(expect.arrayContaining(["user1", "user2", "Calling Bot"]));
});

test("Graph create call, example 7: a channel meeting, by its thread and first message", async () => {
  await using stage = await documentedStage();
  const call = await stage.calling.join(channel, { providerOptions: { graph: { preFetchMedia } } });
  expect(created(stage)).toMatchObject({
    status: 201,
    body: {
      chatInfo: { threadId: documents.channel, messageId: documents.channelMessage },
      meetingInfo: organizerMeeting,
      mediaConfig: { preFetchMedia },
    },
  });
  await stage.when(call.connected);
});

test("Graph create call, example 8: a channel meeting as a guest, who waits in the lobby to be admitted", async () => {
  await using stage = await documentedStage();
  stage.person("user1").join(`${documents.channel}/${documents.channelMessage}`);
  const call = await stage.calling.join(channel, { as: guest, providerOptions: { graph: { preFetchMedia } } });
  expect(created(stage)).toMatchObject({
    status: 201,
    body: { source: { identity: { guest: { displayName: "Guest User", id: guest.id } } } },
  });
  await stage.advance(5_000);
  expect(await call.snapshot()).toMatchObject({
    inLobby: true,
    participants: [{ inLobby: true, party: { kind: "guest" } }],
  });
  stage.person("user1").admit();
  await stage.when(call.admitted);
  expect(await call.snapshot()).toMatchObject({ state: "connected", inLobby: false });
  expect(stage.record.of("call-changed").map(({ inLobby }) => inLobby)).toContain(true);
});
