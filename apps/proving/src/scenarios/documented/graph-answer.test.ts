import { createCalling, type IncomingCall, type JoiningDecision } from "@trunkline/core";
import { expect, test } from "vitest";
import { adapterOn } from "../kit/cast.js";
import { documentedStage, documents, lastRequest } from "../kit/documented.js";
import { closedAtOnce, type Stage } from "../kit/stage.js";

const { preFetchMedia, appId, john, number } = documents;
const blob = "<Media Session Configuration Blob>";
const bot = { kind: "application", id: appId } as const;
const callOptions = { isContentSharingNotificationEnabled: true };

/** John calls the bot, which answers with these options. */
async function answered(stage: Stage, graph: object, caller = "John") {
  const incoming = await calledBy(stage, caller);
  const call = await stage.when(Promise.resolve(incoming.answer({ providerOptions: { graph } })));
  return { incoming, call };
}

async function calledBy(
  stage: Stage,
  caller: string,
  to: Parameters<ReturnType<Stage["person"]>["dial"]>[0] = bot,
): Promise<IncomingCall> {
  stage.calling.on("incoming", () => {});
  stage.person(caller).dial(to);
  await stage.advance(0);
  const incoming = stage.record.of("incoming").at(-1);
  if (!incoming) throw new Error("No call arrived.");
  return incoming;
}

test("Graph answer, request: the blob of app-hosted media, call options and participant capacity", async () => {
  await using stage = await documentedStage();
  const { call } = await answered(stage, { mediaBlob: blob, callOptions, participantCapacity: 200 });
  expect(lastRequest(stage, "POST", "/answer")).toMatchObject({
    status: 202,
    body: {
      callbackUri: expect.stringContaining(call.id),
      mediaConfig: { "@odata.type": "#microsoft.graph.appHostedMediaConfig", blob },
      acceptedModalities: ["audio"],
      callOptions: { "@odata.type": "#microsoft.graph.incomingCallOptions", ...callOptions },
      participantCapacity: 200,
    },
    answer: undefined,
  });
});

test("Graph answer, example 1: a peer call with service-hosted media", async () => {
  await using stage = await documentedStage();
  const { incoming, call } = await answered(stage, { preFetchMedia });
  expect(incoming).toMatchObject({ from: john, to: bot, group: false, forwardedFrom: [], warnings: [] });
  expect(lastRequest(stage, "POST", "/answer").body).toMatchObject({
    acceptedModalities: ["audio"],
    mediaConfig: { "@odata.type": "#microsoft.graph.serviceHostedMediaConfig", preFetchMedia },
  });
  expect(stage.record.types()).toEqual(["incoming", "call-changed", "call-connected", "operation-completed"]);
  stage.person("John").hangUp();
  expect(await stage.when(call.ended)).toMatchObject({ kind: "remote-hung-up", code: 200, subcode: 4521 });
});

test("Graph answer, example 2: app-hosted media, and content sharing that is reported without data", async () => {
  await using stage = await documentedStage();
  await answered(stage, { mediaBlob: blob, callOptions });
  stage.person("John").startSharing();
  stage.person("John").stopSharing();
  await stage.advance(100);
  const sharing = stage.callbacks.filter(({ body }) => body.includes("contentsharingsessions/"));
  expect(sharing).toHaveLength(2);
  for (const { body } of sharing) expect(body).not.toContain("resourceData");
  expect(stage.record.of("content-sharing-changed").map(({ change }) => change)).toEqual(["started", "ended"]);
});

test("Graph answer, example 3: a recording policy is in the call's data, and leaves the bot five seconds", async () => {
  await using stage = await documentedStage({ registration: { policyRecording: true } });
  const incoming = await calledBy(stage, "John");
  expect(incoming.group).toBe(true);
  expect(JSON.stringify(incoming.raw)).toContain("PolicyBasedRecording");
  expect(incoming.decideBy - stage.clock.now()).toBeLessThanOrEqual(5_000);
  await stage.advance(3_999);
  expect(incoming.signal.aborted).toBe(false);
  await stage.advance(1);
  expect(incoming.signal.aborted).toBe(true);
  await stage.advance(100);
  expect(stage.record.of("call-ended")).toMatchObject([{ reason: { kind: "rejected" } }]);
});

test.each([
  ["admits it", { admit: true }, "#microsoft.graph.acceptJoinResponse", "connected"],
  ["refuses it", { refuse: "no" }, "#microsoft.graph.rejectJoinResponse", "ended"],
  [
    "names another bot",
    { invite: "https://other.contoso.com/calls" },
    "#microsoft.graph.inviteNewBotResponse",
    "ringing",
  ],
] as const)(
  "Graph answer, example 3, next participant: the bot %s in its HTTP response",
  async (_, decision: JoiningDecision, type, state) => {
    await using stage = await documentedStage({
      registration: { policyRecording: true },
      calling: { onParticipantJoining: () => decision },
    });
    await answered(stage, { participantCapacity: 2 });
    const call = stage.person("user1").dial(bot);
    await stage.advance(0);
    const joining = stage.simulator.log().findLast(({ title }) => title === "participant joining");
    expect(joining).toMatchObject({ status: 200, responseBody: expect.stringContaining(type) });
    const legs = stage.simulator.calls().find(({ id }) => id === call.id)?.legs;
    expect(legs?.find(({ owner }) => owner.kind === "bot")?.state).toBe(state);
  },
);

test("Graph answer, callRoutes: earlier callees are forwardedFrom, first to last; a number that was looked up is not", async () => {
  await using stage = await documentedStage();
  const direct = await calledBy(stage, "phone", number);
  expect(JSON.stringify(direct.raw)).toContain('"routingType":"lookup"');
  expect(direct).toMatchObject({ from: documents.phone, to: { kind: "phone", number }, forwardedFrom: [] });
  await stage.when(Promise.resolve(direct.reject()));

  const url = "https://front.example.com/calls";
  await using front = closedAtOnce(
    createCalling({ adapter: adapterOn("acs", stage.simulator), url, clock: stage.clock }),
  );
  front.on("incoming", (incoming) => incoming.redirect(number));
  stage.simulator.deliver = (request) => (request.url.startsWith(url) ? front : stage.calling).handle(request);
  await stage.simulator.registerBot({ cloud: "acs", webhookUrl: url, number: "+14258828080" });
  const forwarded = await calledBy(stage, "phone", "+14258828080");
  expect(JSON.stringify(forwarded.raw)).toContain('"routingType":"forwarded"');
  expect(forwarded.forwardedFrom).toEqual([{ kind: "phone", number: "+14258828080" }]);
});

test("Graph answer, encrypted source: a caller who stays encrypted is passed on, with a warning that names the permission", async () => {
  await using stage = await documentedStage({ simulator: { graphBehavior: { apps: { [appId]: { roles: [] } } } } });
  stage.simulator.addPerson({ id: "heidi", party: { kind: "user", id: "29362bd4-cd58-4ed0-a206-0e4a33dbb0b6" } });
  const incoming = await calledBy(stage, "heidi");
  expect(incoming.from).toMatchObject({ kind: "unknown", rawId: expect.stringMatching(/.+/) });
  expect(incoming.warnings).toEqual([expect.stringContaining("Calls.Initiate.All")]);
});
