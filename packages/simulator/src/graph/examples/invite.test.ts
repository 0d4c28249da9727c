import { afterEach, beforeEach, expect, test } from "vitest";
import type { GraphStage } from "../graph-stage.fixture.js";
import {
  BOT_APP,
  bob,
  CALLEE_NUMBER,
  CHANNEL_THREAD,
  call,
  invitation,
  john,
  scheduledMeeting,
  serviceHosted,
  TENANT,
  user1,
  user2,
} from "./documents.fixture.js";
import { examplesStage } from "./examples-stage.fixture.js";

const clientContext = "f2fa86af-3c51-4bc2-8fc0-475452d9764f";
const who = { appId: BOT_APP, tenantId: TENANT };

let stage: GraphStage;
let id: string;
beforeEach(async () => {
  stage = await examplesStage();
  id = await create({ ...scheduledMeeting });
  await stage.settled();
  stage.received.length = 0;
});
afterEach(() => stage.simulator.close());

const create = async (over: object): Promise<string> =>
  String((await stage.api("POST", "calls", call({ mediaConfig: serviceHosted, ...over }), who)).body.id);
const invite = (participants: readonly object[]) =>
  stage.api("POST", `calls/${id}/participants/invite`, { participants, clientContext }, who);
const user = (
  { id: userId, displayName }: { readonly id: string; readonly displayName: string },
  over: object = {},
) => ({
  ...invitation("user", { id: userId, displayName, identityProvider: "AAD" }),
  ...over,
});
/** The answer, with every identity kind that the page prints. */
const running = (participants: readonly object[]) => ({
  status: 200,
  body: {
    "@odata.type": "#microsoft.graph.inviteParticipantsOperation",
    id: expect.any(String),
    status: "Running",
    clientContext,
    resultInfo: null,
    participants,
  },
});
const completed = (operationId: unknown, participants: readonly object[]) => ({
  changeType: "deleted",
  resourceUrl: `/communications/calls/${id}/operations/${operationId}`,
  data: {
    "@odata.type": "#microsoft.graph.inviteParticipantsOperation",
    participants,
    status: "completed",
    clientContext,
    id: operationId,
  },
});
const answers = async (...names: readonly string[]) => {
  for (const name of names) stage.simulator.person(name).answer();
  await stage.settled();
};

test("invite, example 1: one participant into an existing group call", async () => {
  const answer = await invite([user(user1)]);
  expect(answer).toMatchObject(
    running([
      {
        endpointType: null,
        id: null,
        replacesCallId: null,
        identity: {
          user: { "@odata.type": "#microsoft.graph.identity", id: user1.id, identityProvider: "AAD" },
          application: null,
          device: null,
          phone: null,
        },
      },
    ]),
  );
  await answers("user1");
  const [roster, operation] = stage.received;
  expect(operation).toMatchObject(completed(answer.body.id, [user(user1)]));
  expect(roster).toMatchObject({ changeType: "updated", resourceUrl: `/communications/calls/${id}/participants` });
  expect(roster?.list.at(-1)).toMatchObject({
    "@odata.type": "#microsoft.graph.participant",
    info: { "@odata.type": "#microsoft.graph.participantInfo", identity: { user: { id: user1.id } } },
    mediaStreams: [{ mediaType: "audio", sourceId: "1", direction: "sendReceive", serverMuted: false }],
    isMuted: false,
    isInLobby: false,
  });
});

test("invite, example 2: several participants into a group call with chatInfo", async () => {
  const answer = await invite([user(user1), user(user2)]);
  expect(answer).toMatchObject(
    running([{ identity: { user: { id: user1.id } } }, { identity: { user: { id: user2.id } } }]),
  );
  await answers("user1", "user2");
  expect(stage.summaries()).toEqual(["updated participants", "updated participants", "deleted operations completed"]);
  expect(stage.received.at(-1)).toMatchObject(completed(answer.body.id, [user(user1), user(user2)]));
});

test("invite, example 3: a participant of a peer-to-peer call, which is replaced and ends", async () => {
  const replacesCallId = await create({ targets: [invitation("user", john)] });
  await answers("John");
  stage.received.length = 0;
  const answer = await invite([user(john, { replacesCallId })]);
  expect(answer).toMatchObject(running([{ replacesCallId, identity: { user: { id: john.id } } }]));
  await stage.clock.advance(100);
  await stage.settled();
  expect(stage.received).toContainEqual(expect.objectContaining(completed(answer.body.id, [user(john)])));
  expect(stage.received).toContainEqual(
    expect.objectContaining({ changeType: "deleted", resourceUrl: `/communications/calls/${replacesCallId}` }),
  );
});

test("invite, example 4: a PSTN participant, by a bot with an application instance", async () => {
  const telephone = invitation("phone", { id: CALLEE_NUMBER });
  const answer = await invite([telephone]);
  expect(answer).toMatchObject(running([{ identity: { user: null, phone: { id: CALLEE_NUMBER } } }]));
  await answers("callee");
  expect(stage.received[1]).toMatchObject(completed(answer.body.id, [telephone]));
  expect(stage.received[0]?.list.at(-1)).toMatchObject({ info: { identity: { phone: { id: CALLEE_NUMBER } } } });
});

test("invite, example 5: a participant of another meeting of the application", async () => {
  const other = await create({
    chatInfo: { threadId: CHANNEL_THREAD, messageId: "1533758867081" },
    meetingInfo: { organizer: { user: bob } },
  });
  stage.simulator.person("user2").join(CHANNEL_THREAD);
  await stage.settled();
  const { value } = (await stage.api("GET", `calls/${other}/participants`, undefined, who)).body;
  const [, { id: participantId }] = Array.isArray(value) ? value : [];
  stage.received.length = 0;
  const answer = await invite([user(user2, { replacesCallId: other, participantId })]);
  expect(answer).toMatchObject(running([{ replacesCallId: other, participantId }]));
  await stage.clock.advance(100);
  await stage.settled();
  const own = stage.received.filter(({ resourceUrl }) => resourceUrl?.includes(id));
  expect(own.at(-1)).toMatchObject(completed(answer.body.id, [user(user2)]));
  // The notifications of two calls have no order among each other.
  const rosters = stage.received.filter(({ list }) => list.length > 0);
  expect(Object.fromEntries(rosters.map(({ resourceUrl, list }) => [resourceUrl, list.length]))).toEqual({
    [`/communications/calls/${other}/participants`]: 1,
    [`/communications/calls/${id}/participants`]: 2,
  });
});

test("delete participant, example 2: somebody who was invited and still rings", async () => {
  const { participants } = (await invite([user(user1)])).body;
  const [{ participantId }] = Array.isArray(participants) ? participants : [];
  const { status, text } = await stage.api("DELETE", `calls/${id}/participants/${participantId}`, undefined, who);
  expect({ status, text }).toEqual({ status: 204, text: "" });
  expect(stage.simulator.person("user1").calls()).toEqual([]);
});
