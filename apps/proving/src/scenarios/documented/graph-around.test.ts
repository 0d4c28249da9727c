import { type Call, createCalling } from "@trunkline/core";
import { graph } from "@trunkline/graph";
import { expect, test } from "vitest";
import { documentedStage, documents, lastRequest } from "../kit/documented.js";
import { closedAtOnce } from "../kit/stage.js";

const { appId, john, user1, tenantId } = documents;

test("Graph around, group invitation: it has a token, which is valid for joining", async () => {
  await using stage = await documentedStage();
  const host = "dd3885da-f9ab-486b-bfae-85de3d445555";
  const url = "https://host.example.com/calls";
  const adapter = graph({ ...stage.simulator.graph, tenantId, appId: host, clock: stage.clock });
  await using other = closedAtOnce(createCalling({ adapter, url, clock: stage.clock }));
  stage.simulator.deliver = (request) => (request.url.startsWith(url) ? other : stage.calling).handle(request);
  await stage.simulator.registerBot({ cloud: "graph", application: host, webhookUrl: url });
  stage.person("user1").reacts({ kind: "answer" });
  stage.calling.on("incoming", () => {});
  const group = await other.create({ to: [user1, { kind: "application", id: appId }] });
  await stage.when(group.connected);

  const [incoming] = stage.record.of("incoming");
  expect(incoming?.group).toBe(true);
  const [, token = ""] =
    /"tokenMeetingInfo","token":"([^"]+)"/.exec(JSON.stringify(incoming?.raw).replaceAll("#microsoft.graph.", "")) ??
    [];
  const call = await stage.calling.join({ kind: "meeting-token", token, tenantId });
  expect(lastRequest(stage, "POST", "/v1.0/communications/calls").body).toMatchObject({
    meetingInfo: { "@odata.type": "#microsoft.graph.tokenMeetingInfo", token },
    tenantId,
  });
  await stage.when(call.connected);
  await stage.when(call.hangUp());
});

test("Graph around, meeting id: a meeting is joined by its number and passcode", async () => {
  await using stage = await documentedStage();
  const call = await stage.calling.join({ kind: "meeting-id", id: "123 456 789", passcode: "abc" });
  expect(lastRequest(stage, "POST", "/v1.0/communications/calls").body).toMatchObject({
    meetingInfo: {
      "@odata.type": "#microsoft.graph.joinMeetingIdMeetingInfo",
      joinMeetingId: "123456789",
      passcode: "abc",
    },
  });
  await stage.when(call.connected);
});

test("Graph around, join link: a meeting is joined by the link of its invitation", async () => {
  await using stage = await documentedStage();
  const { bob, scheduled } = documents;
  const context = encodeURIComponent(JSON.stringify({ Tid: bob.tenantId, Oid: bob.id }));
  const url = `https://teams.microsoft.com/l/meetup-join/${encodeURIComponent(scheduled)}/0?context=${context}`;
  const call = await stage.calling.join({ kind: "teams-meeting", url });
  expect(lastRequest(stage, "POST", "/v1.0/communications/calls").body).toMatchObject({
    chatInfo: { threadId: scheduled, messageId: "0" },
    meetingInfo: { organizer: { user: { id: bob.id, tenantId: bob.tenantId } } },
    tenantId: bob.tenantId,
  });
  await stage.when(call.connected);
});

test("Graph around, /app alias: notifications with the /app path belong to the call", async () => {
  await using stage = await documentedStage({ simulator: { graphBehavior: { resource: "resource" } } });
  stage.simulator.addPerson({ id: "caller", party: { kind: "user", id: john.id.replace("1", "2") } });
  stage.calling.on("incoming", (incoming) => incoming.answer());
  stage.person("caller").dial({ kind: "application", id: appId });
  await stage.advance(500);
  expect(
    stage.callbacks.every(({ body }) => body.includes('"resource":"/app/calls/') && !body.includes("resourceUrl")),
  ).toBe(true);
  expect(stage.record.of("call-connected")).toHaveLength(1);
});

test.each(["v1.0", "beta"] as const)("Graph around, versions: a complete call on %s", async (apiVersion) => {
  await using stage = await documentedStage({ adapter: { apiVersion } });
  stage.simulator.addPerson({ id: "callee", party: "+12065550100", reaction: { kind: "answer", afterMs: 500 } });
  const call = await stage.calling.create({ to: "+12065550100", from: documents.number });
  expect(lastRequest(stage, "POST", "/communications/calls").path).toBe(`/${apiVersion}/communications/calls`);
  await stage.when(call.connected);
  const states = stage.record.of("call-changed").map(({ state }) => state);
  // Only the schema of beta has `ringing`.
  expect(states.includes("ringing")).toBe(apiVersion === "beta");
  const playing = call.play({ url: "https://cdn.contoso.com/beep.wav" }, { loop: true });
  const { warnings } = await playing.accepted;
  expect(warnings.length).toBe(apiVersion === "beta" ? 0 : 1);
  await playing.cancel();
  expect((await stage.when(playing)).endedBy).toBe("canceled");
  await stage.when(call.hangUp());
});

test("Graph around, keep-alive: a call outlives the 45 minutes after which the cloud ends calls without keep-alive", async () => {
  await using stage = await documentedStage();
  stage.person("John").reacts({ kind: "answer" });
  const call = await stage.calling.create({ to: john });
  await stage.when(call.connected);
  await stage.advance(46 * 60_000);
  expect(lastRequest(stage, "POST", "/keepAlive").status).toBe(200);
  expect((await call.snapshot()).state).toBe("connected");
});

test("Graph around, another deployment: a call that is sent there by 302 is answered there, and causes no event here", async () => {
  const west = "https://west.example.com/calls";
  await using stage = await documentedStage({ calling: { onIncomingRequest: () => new URL(west) } });
  const adapter = graph({ ...stage.simulator.graph, appId, tenantId, clock: stage.clock });
  await using there = closedAtOnce(createCalling({ adapter, url: west, clock: stage.clock }));
  stage.simulator.deliver = (request) => (request.url.startsWith(west) ? there : stage.calling).handle(request);
  const answered = new Promise<Call>((resolve) => there.on("incoming", (call) => call.answer().then(resolve)));
  stage.person("John").dial({ kind: "application", id: appId });
  const call = await stage.when(answered);
  expect((await call.snapshot()).state).toBe("connected");
  expect(stage.record.types()).toEqual([]);
});
