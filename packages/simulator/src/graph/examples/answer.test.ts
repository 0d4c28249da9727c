import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type GraphStage, graphStage, HEIDI, INSTANCE, TENANT } from "../graph-stage.fixture.js";
import { appHosted, identitySet, prefetching, WEBHOOK } from "./documents.fixture.js";

const APP = "8a34a46b-3d17-4adc-8dce-dc4e7d572698";
const CALLER_NUMBER = "+14258828080";
const who = { appId: APP, tenantId: TENANT };

let stage: GraphStage;
beforeEach(async () => {
  stage = await graphStage({
    bots: [{ cloud: "graph", application: APP, displayName: "Test BOT", webhookUrl: WEBHOOK, number: CALLER_NUMBER }],
  });
});
afterEach(() => stage.simulator.close());

/** A person calls the bot; returns the id of the announced call. */
const incoming = async (personId = "heidi", to: "app" | "number" = "app"): Promise<string> => {
  stage.simulator.person(personId).dial(to === "app" ? { kind: "application", id: APP } : CALLER_NUMBER);
  await stage.settled();
  return String(stage.received.at(-1)?.data.id);
};
const answer = (id: string, over: object = {}) =>
  stage.api(
    "POST",
    `/beta/communications/calls/${id}/answer`,
    { callbackUri: WEBHOOK, acceptedModalities: ["audio"], mediaConfig: prefetching, ...over },
    who,
  );

test("answer: the request with call options and participant capacity is 202 with nothing in it", async () => {
  const { status, text, headers } = await answer(await incoming(), {
    callbackUri: "https://bot.contoso.com/callbackUri-value",
    mediaConfig: appHosted,
    callOptions: { "@odata.type": "#microsoft.graph.incomingCallOptions", isContentSharingNotificationEnabled: true },
    participantCapacity: 200,
  });
  expect(status).toBe(202);
  expect(text).toBe("");
  expect(headers.get("content-type")).toBeNull();
  expect(stage.received.slice(1).map(({ url }) => url)).toEqual(
    Array(2).fill("https://bot.contoso.com/callbackUri-value"),
  );
});

describe("answer, example 1: a peer VoIP call with service-hosted media", () => {
  test("incoming, establishing, established", async () => {
    const id = await incoming();
    expect((await answer(id)).status).toBe(202);
    const resourceUrl = `/communications/calls/${id}`;
    expect(stage.received).toMatchObject([
      {
        url: WEBHOOK,
        changeType: "created",
        resourceUrl,
        data: {
          "@odata.type": "#microsoft.graph.call",
          state: "incoming",
          direction: "incoming",
          callRoutes: [],
          source: { identity: identitySet("user", { id: HEIDI, displayName: "Heidi Steen" }) },
          targets: [{ identity: identitySet("application", { displayName: "Test BOT", id: APP }) }],
          requestedModalities: ["audio"],
        },
      },
      { url: WEBHOOK, changeType: "updated", resourceUrl, data: { state: "establishing" } },
      { url: WEBHOOK, changeType: "updated", resourceUrl, data: { state: "established" } },
    ]);
  });

  test("a number that was looked up stands in the call's routes", async () => {
    await incoming("phone", "number");
    expect(stage.received[0]?.data).toMatchObject({
      callRoutes: [
        {
          routingType: "lookup",
          original: { phone: { id: CALLER_NUMBER } },
          final: { applicationInstance: { id: INSTANCE } },
        },
      ],
      source: { identity: { phone: { id: "+12345678901" } } },
      targets: [{ identity: { applicationInstance: { id: INSTANCE } } }],
    });
  });
});

test("answer, example 2: app-hosted media, and a shared screen without data", async () => {
  const id = await incoming();
  await answer(id, { mediaConfig: appHosted, callOptions: { isContentSharingNotificationEnabled: true } });
  stage.simulator.person("heidi").startSharing();
  stage.simulator.person("heidi").stopSharing();
  await stage.settled();
  const sessions = new RegExp(`^/communications/calls/${id}/contentsharingsessions/[0-9a-f-]{36}$`);
  const [started, ended] = stage.received.slice(3);
  expect(started).toMatchObject({ changeType: "created", resourceUrl: expect.stringMatching(sessions) });
  expect(ended).toMatchObject({ changeType: "deleted", resourceUrl: started?.resourceUrl });
  expect(started?.body).not.toContain("resourceData");
});

describe("answer, example 3: policy-based recording", () => {
  beforeEach(async () => {
    await stage.simulator.registerBot({ cloud: "graph", application: APP, webhookUrl: WEBHOOK, policyRecording: true });
  });
  const participantCapacity = 2;

  test("the incoming call says why the bot is there", async () => {
    await incoming();
    expect(stage.received[0]).toMatchObject({
      changeType: "created",
      data: {
        state: "incoming",
        meetingInfo: { "@odata.type": "#microsoft.graph.tokenMeetingInfo", token: expect.any(String) },
        tenantId: TENANT,
        myParticipantId: expect.any(String),
        callChainId: expect.any(String),
        incomingContext: { sourceParticipantId: expect.any(String), observedParticipantId: expect.any(String) },
        applicationMetadata: { botData: { inviteReasons: ["PolicyBasedRecording"] } },
      },
    });
  });

  test("it has 5 seconds to decide", async () => {
    const id = await incoming();
    await stage.clock.advance(4_999);
    expect(stage.summaries()).toEqual(["created incoming"]);
    await stage.clock.advance(1);
    expect(stage.summaries()).toEqual(["created incoming", "deleted terminated"]);
    expect((await answer(id)).body).toMatchObject({ error: { code: "8522" } });
  });

  test("it is asked about the next participant, and its HTTP response is the answer", async () => {
    await answer(await incoming(), { participantCapacity });
    stage.answerWith = () => Response.json({ "@odata.type": "#microsoft.graph.acceptJoinResponse" });
    await incoming("john");
    expect(stage.received.at(-1)).toMatchObject({
      changeType: "created",
      data: {
        "@odata.type": "#microsoft.graph.participantJoiningNotification",
        call: { source: { identity: { user: { displayName: "John" } } } },
      },
    });
    expect(stage.simulator.calls()[1]?.legs.map(({ state }) => state)).toEqual(["connected", "connected"]);

    stage.simulator.person("john").hangUp();
    await stage.settled();
    expect(stage.received.at(-1)).toMatchObject({
      data: { "@odata.type": "#microsoft.graph.participantLeftNotification", participantId: expect.any(String) },
    });
  });

  test("it may refuse the participant, or name another bot for it", async () => {
    await answer(await incoming(), { participantCapacity });
    stage.answerWith = () => Response.json({ "@odata.type": "#microsoft.graph.rejectJoinResponse", reason: "busy" });
    await incoming("john");
    expect(stage.simulator.calls()[1]?.legs[0]?.end).toEqual({ kind: "declined" });

    const inviteUri = "https://other.contoso.com/api/calls";
    stage.answerWith = () => Response.json({ "@odata.type": "#microsoft.graph.inviteNewBotResponse", inviteUri });
    await incoming("john");
    expect(stage.received.at(-1)).toMatchObject({ url: inviteUri, changeType: "created", data: { state: "incoming" } });
  });

  test("its answer is void when the participant has given up meanwhile", async () => {
    await answer(await incoming(), { participantCapacity });
    stage.answerWith = () => {
      stage.simulator.person("john").hangUp();
      return Response.json({ "@odata.type": "#microsoft.graph.acceptJoinResponse" });
    };
    await incoming("john");
    expect(stage.simulator.calls()[1]?.legs.map(({ end }) => end?.kind)).toEqual(["hung-up", "canceled"]);
    expect(stage.received.at(-1)?.data).not.toMatchObject({ participantId: expect.any(String) });
  });

  test("when it is full, the next participant is a call of its own", async () => {
    await answer(await incoming(), { participantCapacity: 1 });
    await incoming("john");
    expect(stage.received.at(-1)).toMatchObject({ changeType: "created", data: { state: "incoming" } });
  });
});
