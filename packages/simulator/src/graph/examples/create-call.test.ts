import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { GraphStage } from "../graph-stage.fixture.js";
import { type CallRole, callRoles } from "../wire/behavior.js";
import { type CreateExample, createExamples } from "./create-call.fixture.js";
import {
  BOT_APP,
  CALLBACK,
  CHANNEL_THREAD,
  channelMeeting,
  guest,
  identitySet,
  john,
  MEETING_THREAD,
  scheduledMeeting,
  TENANT,
} from "./documents.fixture.js";
import { examplesStage } from "./examples-stage.fixture.js";

let stage: GraphStage;
beforeEach(async () => {
  stage = await examplesStage();
});
afterEach(() => stage.simulator.close());

const exampleOf = (number: number): CreateExample => {
  const found = createExamples.find(({ example }) => example === number);
  if (!found) throw new Error(`there is no example ${number}`);
  return found;
};
const create = ({ body, appId }: CreateExample) =>
  stage.api("POST", "/beta/communications/calls", body, { appId, tenantId: TENANT });

test.each(createExamples)("create call, example $example: $title", async (example) => {
  const { status, headers, body } = await create(example);
  expect(status).toBe(201);
  expect(headers.get("content-type")).toMatch(/^application\/json/);
  expect(headers.get("location")).toBe(`${stage.simulator.url}/beta/communications/calls/${body.id}`);
  expect(body).toMatchObject({
    ...example.answer,
    "@odata.context": `${stage.simulator.url}/beta/$metadata#app/calls/$entity`,
    "@odata.type": "#microsoft.graph.call",
    state: "establishing",
    direction: "outgoing",
    callbackUri: CALLBACK,
    callChainId: expect.any(String),
    callRoutes: [],
    requestedModalities: ["audio"],
    activeModalities: [],
    routingPolicies: [],
    tenantId: TENANT,
    myParticipantId: expect.any(String),
    id: expect.any(String),
    terminationReason: null,
    ringingTimeoutInSeconds: null,
    mediaState: null,
    resultInfo: null,
    answeredBy: null,
    transcription: null,
    meetingCapability: null,
    toneInfo: null,
  });
});

test.each(createExamples)(
  "create call, example $example needs its role and no other",
  async ({ role, media, ...example }) => {
    const allow = (roles: CallRole[]) => stage.simulator.graphBehavior.change({ apps: { [example.appId]: { roles } } });
    const needed: CallRole[] = media === "app" ? [role, "Calls.AccessMedia.All"] : [role];
    for (const missing of needed) {
      allow(callRoles.filter((name) => name !== missing));
      const refused = await stage.api("POST", "calls", example.body, {
        appId: example.appId,
        tenantId: TENANT,
        fresh: true,
      });
      expect(refused.status).toBe(403);
      expect(refused.body).toMatchObject({ error: { code: "7504", message: expect.stringContaining(missing) } });
    }
    allow(needed);
    expect(
      await stage.api("POST", "calls", example.body, { appId: example.appId, tenantId: TENANT, fresh: true }),
    ).toMatchObject({ status: 201 });
  },
);

describe("notifications of create call", () => {
  test("example 1: establishing, established, and a shared screen as arrays", async () => {
    const { id } = (await create(exampleOf(1))).body;
    const person = stage.simulator.person("John");
    person.answer();
    person.startSharing();
    person.updateSharing();
    person.stopSharing();
    await stage.settled();
    const resourceUrl = `/communications/calls/${id}`;
    expect(stage.received.every(({ url }) => url === CALLBACK)).toBe(true);
    expect(stage.received).toMatchObject([
      { changeType: "updated", resourceUrl, data: { state: "establishing", id } },
      { changeType: "updated", resourceUrl, data: { state: "ringing", id } },
      {
        changeType: "updated",
        resourceUrl,
        data: { state: "established", direction: "outgoing", tenantId: TENANT, id },
      },
      ...["created", "updated", "deleted"].map((changeType) => ({
        changeType,
        resourceUrl: `${resourceUrl}/contentsharingsessions`,
        list: [{ "@odata.type": "#microsoft.graph.contentSharingSession", id: expect.any(String) }],
      })),
    ]);
  });

  test("example 5: who is in the meeting, then that the bot is", async () => {
    stage.simulator.person("John").join(MEETING_THREAD);
    const { id, myParticipantId } = (await create(exampleOf(5))).body;
    const resourceUrl = `/communications/calls/${id}`;
    expect(stage.received).toMatchObject([
      { changeType: "updated", resourceUrl, data: { state: "establishing", ...scheduledMeeting, id } },
      {
        changeType: "updated",
        resourceUrl: `${resourceUrl}/participants`,
        list: [
          { info: { identity: identitySet("user", john) }, isInLobby: false, isMuted: false },
          {
            info: { identity: identitySet("application", { displayName: "Calling Bot", id: BOT_APP }) },
            isInLobby: false,
            id: myParticipantId,
          },
        ],
      },
      { changeType: "updated", resourceUrl, data: { state: "established", ...scheduledMeeting, id } },
    ]);
  });

  test("example 8: a guest in the lobby sees only itself until somebody admits it", async () => {
    stage.simulator.person("Bob").join(CHANNEL_THREAD);
    const { id, myParticipantId } = (await create(exampleOf(8))).body;
    const itself = {
      "@odata.type": "#microsoft.graph.participant",
      info: { identity: identitySet("guest", guest) },
      id: myParticipantId,
    };
    const participants = `/communications/calls/${id}/participants`;
    expect(stage.summaries()).toEqual(["updated establishing", "updated participants"]);
    expect(stage.received[1]).toMatchObject({ resourceUrl: participants, list: [{ ...itself, isInLobby: true }] });
    const listed = await stage.api("GET", `calls/${id}/participants`, undefined, { appId: BOT_APP, tenantId: TENANT });
    expect(listed.body.value).toHaveLength(1);

    stage.simulator.person("Bob").admit();
    await stage.settled();
    expect(stage.summaries().slice(2)).toEqual(["updated participants", "updated established"]);
    expect(stage.received[2]).toMatchObject({
      resourceUrl: participants,
      list: [{ info: { identity: { user: { displayName: "Bob" } } } }, { ...itself, isInLobby: false }],
    });
    expect(stage.received[3]).toMatchObject({ data: { state: "established", ...channelMeeting } });
  });

  test("examples 3 and 9: a group call has a roster, a telephone call has none", async () => {
    await create(exampleOf(3));
    stage.simulator.person("user1").answer();
    stage.simulator.person("user2").answer();
    await stage.settled();
    expect(stage.summaries()).toEqual([
      "updated establishing",
      "updated participants",
      "updated established",
      "updated participants",
    ]);
    stage.received.length = 0;
    await create(exampleOf(9));
    stage.simulator.person("callee").answer();
    await stage.settled();
    expect(stage.summaries()).toEqual(["updated establishing", "updated ringing", "updated established"]);
  });
});
