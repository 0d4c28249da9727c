import { expect, test } from "vitest";
import { failureOf } from "../kit/cast.js";
import { documentedStage, documents, lastRequest } from "../kit/documented.js";
import type { Stage } from "../kit/stage.js";

const { john, number, preFetchMedia, mediaBlob, tenantId, account, appId, phone } = documents;

const created = (stage: Stage) => lastRequest(stage, "POST", "/v1.0/communications/calls");
const callOptions = { isContentSharingNotificationEnabled: true };

test("Graph create call, example 1: one user, service-hosted media", async () => {
  await using stage = await documentedStage();
  stage.person("John").reacts({ kind: "answer" });
  const call = await stage.calling.create({ to: john, providerOptions: { graph: { callOptions, preFetchMedia } } });
  expect(created(stage)).toMatchObject({
    status: 201,
    body: {
      "@odata.type": "#microsoft.graph.call",
      callbackUri: expect.stringContaining(call.id),
      targets: [
        {
          "@odata.type": "#microsoft.graph.invitationParticipantInfo",
          identity: { user: { displayName: "John", id: john.id } },
        },
      ],
      requestedModalities: ["audio"],
      callOptions: { "@odata.type": "#microsoft.graph.outgoingCallOptions", ...callOptions },
      mediaConfig: { "@odata.type": "#microsoft.graph.serviceHostedMediaConfig", preFetchMedia },
      tenantId,
    },
    answer: { state: "establishing", direction: "outgoing", source: { identity: { application: { id: appId } } } },
  });
  await stage.when(call.connected);
  expect(call).toMatchObject({ provider: "graph", direction: "outgoing", to: john });
});

test("Graph create call, example 1, notifications: establishing and established in either order connect the call once", async () => {
  const reorder = { effect: { kind: "reorder" }, match: { title: "establishing" } } as const;
  await using stage = await documentedStage({ faults: [reorder] });
  stage.person("John").reacts({ kind: "answer" });
  const call = await stage.calling.create({ to: john });
  await stage.advance(2_000);
  const states = stage.callbacks.map(({ body }) => /"state":"(\w+)"/.exec(body)?.[1]);
  expect(states).toEqual(["established", "establishing"]);
  expect(stage.record.types().filter((type) => type === "call-connected")).toHaveLength(1);
  expect((await call.snapshot()).state).toBe("connected");
});

test("Graph create call, example 1, content sharing: started, updated and ended, reported with an array of sessions", async () => {
  await using stage = await documentedStage();
  const person = stage.person("John");
  person.reacts({ kind: "answer" });
  const call = await stage.calling.create({ to: john, providerOptions: { graph: { callOptions } } });
  await stage.when(call.connected);
  person.startSharing();
  person.updateSharing();
  person.stopSharing();
  await stage.advance(100);
  const sharing = stage.callbacks.filter(({ body }) => body.includes("contentsharingsessions"));
  expect(sharing).toHaveLength(3);
  for (const { body } of sharing)
    expect(body).toMatch(/"resourceData":\[\{"@odata\.type":"#microsoft\.graph\.contentSharingSession","id":/);
  expect(stage.record.of("content-sharing-changed").map(({ change }) => change)).toEqual([
    "started",
    "updated",
    "ended",
  ]);
});

test("Graph create call, example 2: one user, app-hosted media; the blob is the bot's own, and prompts and tones are unsupported", async () => {
  await using stage = await documentedStage();
  stage.person("John").reacts({ kind: "answer" });
  const call = await stage.calling.create({ to: john, providerOptions: { graph: { mediaBlob } } });
  expect(created(stage)).toMatchObject({
    status: 201,
    body: { mediaConfig: { "@odata.type": "#microsoft.graph.appHostedMediaConfig", blob: mediaBlob }, tenantId },
  });
  await stage.when(call.connected);
  expect(call.capabilities.play.support).toBe("unsupported");
  const before = stage.requests();
  expect(await failureOf(call.play({ url: "https://cdn.contoso.com/beep.wav" }))).toMatchObject({
    code: "unsupported",
  });
  expect(await failureOf(call.sendDtmf("1"))).toMatchObject({ code: "unsupported" });
  expect(stage.requests()).toBe(before);
});

test("Graph create call, example 9: a telephone, through the application instance that has the caller's number", async () => {
  await using stage = await documentedStage();
  stage.person("phone").reacts({ kind: "answer" });
  const call = await stage.calling.create({ to: phone, from: number, providerOptions: { graph: { preFetchMedia } } });
  expect(created(stage)).toMatchObject({
    status: 201,
    body: {
      source: {
        "@odata.type": "#microsoft.graph.participantInfo",
        identity: { applicationInstance: { id: account, displayName: "Calling Bot" } },
      },
      targets: [{ identity: { phone: { id: phone.number } } }],
      mediaConfig: { preFetchMedia },
    },
  });
  await stage.when(call.connected);
  expect(call.from).toEqual({ kind: "phone", number });
  stage.person("phone").hangUp();
  expect(await stage.when(call.ended)).toMatchObject({ kind: "remote-hung-up", code: 200, subcode: 560000 });
});

test("Graph create call, example 10: a telephone, app-hosted media", async () => {
  await using stage = await documentedStage();
  stage.person("phone").reacts({ kind: "answer" });
  const call = await stage.calling.create({ to: phone, from: number, providerOptions: { graph: { mediaBlob } } });
  expect(created(stage)).toMatchObject({
    status: 201,
    body: {
      source: { identity: { applicationInstance: { id: account } } },
      targets: [{ identity: { phone: { id: phone.number } } }],
      mediaConfig: { "@odata.type": "#microsoft.graph.appHostedMediaConfig", blob: mediaBlob },
    },
  });
  await stage.when(call.connected);
});
