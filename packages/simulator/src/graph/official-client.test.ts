import type { Client } from "@microsoft/microsoft-graph-client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { callTo, type GraphStage, graphStage, HEIDI, invitation, JOHN, TENANT } from "./graph-stage.fixture.js";
import { officialClient, refusal } from "./official-client.fixture.js";

let stage: GraphStage;
let client: Client;
let close: () => Promise<void>;
beforeEach(async () => {
  stage = await graphStage();
  ({ client, close } = officialClient(stage));
});
afterEach(() => close());

const create = async (over: object = {}): Promise<string> => {
  const { id } = await client.api("/communications/calls").post(callTo(JOHN, { ...over }));
  return id;
};

describe("the official Graph client, unmodified, over https", () => {
  test("makes a call, plays, sends and hears tones, and hangs up", async () => {
    const id = await create();
    stage.simulator.person("john").answer();
    await stage.settled();
    const call = `/communications/calls/${id}`;
    expect(await client.api(call).get()).toMatchObject({ id, state: "established", tenantId: TENANT });

    const play = await client
      .api(`${call}/playPrompt`)
      .post({ prompts: [{ mediaInfo: { uri: "https://x.example/a.wav" } }] });
    expect(play).toMatchObject({ status: "running" });
    const tones = await client.api(`${call}/microsoft.graph.sendDtmfTones`).post({ tones: ["tone1", "pound"] });
    expect(await client.api(`${call}/operations/${tones.id}`).get()).toMatchObject({ status: "running" });
    await client.api(`${call}/subscribeToTone`).post({ clientContext: "tones" });
    stage.simulator.person("john").press("7");
    await stage.clock.advance(5000);
    await client.api(`${call}/keepAlive`).post(undefined);
    expect(await client.api(`${call}/participants`).get()).toMatchObject({ value: [{}, {}] });
    expect(await client.api(call).delete()).toBeUndefined();
    await stage.settled();
    expect(stage.summaries()).toEqual([
      "updated establishing",
      "updated established",
      "updated established",
      "deleted operations completed",
      "deleted operations completed",
      "updated terminating",
      "deleted terminated",
    ]);
  });

  test("answers, rejects, redirects and transfers: an empty 202 is not an error", async () => {
    const serviceHosted = { "@odata.type": "#microsoft.graph.serviceHostedMediaConfig" };
    const toHeidi = invitation({ user: { id: HEIDI } });
    const act = async (action: string, body: object): Promise<void> => {
      await client.api(`/communications/calls/${await stage.incoming()}/${action}`).post(body);
      stage.simulator.person("john").hangUp();
    };
    await act("answer", { acceptedModalities: ["audio"], mediaConfig: serviceHosted });
    await client
      .api(`/communications/calls/${await stage.incoming()}/reject`)
      .version("beta")
      .post({ reason: "busy" });
    await act("redirect", { targets: [toHeidi], timeout: 20 });
    const id = await create();
    stage.simulator.person("john").answer();
    await client.api(`/communications/calls/${id}/transfer`).post({ transferTarget: toHeidi });
  });

  test("mutes and unmutes itself in a group call: no one hears its prompt, and the roster says so", async () => {
    const id = await stage.group();
    const call = `/communications/calls/${id}`;
    const { myParticipantId } = await client.api(call).get();
    const own = () => stage.received.at(-1)?.list.find((one) => Object(one).id === myParticipantId);
    const prompt = "https://x.example/a.wav";

    const muted = await client.api(`${call}/mute`).post({ clientContext: "quiet" });
    expect(muted).toMatchObject({
      "@odata.type": "#microsoft.graph.muteParticipantOperation",
      status: "completed",
      clientContext: "quiet",
    });
    expect(await client.api(`${call}/operations/${muted.id}`).get()).toEqual(muted);
    await stage.settled();
    expect(own()).toMatchObject({ isMuted: true, mediaStreams: [{ serverMuted: true }] });
    await client.api(`${call}/playPrompt`).post({ prompts: [{ mediaInfo: { uri: prompt } }] });
    expect(stage.simulator.person("john").heard()).not.toContain(prompt);

    expect(await client.api(`${call}/unmute`).post({})).toMatchObject({
      "@odata.type": "#microsoft.graph.unmuteParticipantOperation",
      status: "completed",
    });
    await stage.settled();
    expect(own()).toMatchObject({ isMuted: false, mediaStreams: [{ serverMuted: false }] });
    expect(stage.simulator.person("john").heard()).toContain(prompt);
    // No notification of the operations: they were completed in the answer.
    expect(stage.summaries()).toEqual(["updated participants", "updated participants"]);
  });

  test("cancels what plays, and looks up a participant", async () => {
    const id = await stage.established();
    const call = `/communications/calls/${id}`;
    await client.api(`${call}/playPrompt`).post({ prompts: [{ mediaInfo: { uri: "https://x.example/a.wav" } }] });
    expect(await client.api(`${call}/cancelMediaProcessing`).post({ clientContext: "c" })).toMatchObject({
      "@odata.type": "#microsoft.graph.cancelMediaProcessingOperation",
      status: "completed",
      clientContext: "c",
    });
    const john = `${call}/participants/${await stage.participant(id, "John")}`;
    expect(await client.api(john).get()).toMatchObject({ info: { identity: { user: { id: JOHN } } } });
  });

  test("is refused when it mutes itself in a one-to-one call", async () => {
    const id = await stage.established();
    for (const action of ["mute", "unmute"]) {
      const error = await refusal(client.api(`/communications/calls/${id}/${action}`).post({}));
      expect(error).toMatchObject({ statusCode: 400, code: "BadRequest" });
    }
  });

  test("reads errors with their code, request and time", async () => {
    const error = await refusal(client.api(`/communications/calls/${JOHN}`).get());
    expect(error).toMatchObject({ statusCode: 404, code: "8522", message: "Call not found." });
    expect(error.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(error.date).toBeInstanceOf(Date);
  });

  test("gets 501 for what is not simulated, and 7505 for another tenant", async () => {
    const id = await create();
    const recordResponse = client.api(`/communications/calls/${id}/recordResponse`).post({});
    expect(await refusal(recordResponse)).toMatchObject({ statusCode: 501, code: "SimulatorNotImplemented" });
    const elsewhere = create({ tenantId: HEIDI });
    expect(await refusal(elsewhere)).toMatchObject({ statusCode: 403, code: "7505" });
  });

  test("retries after a 429, and succeeds", async () => {
    stage.simulator.faults.add({
      effect: { kind: "respond", status: 429, retryAfterMs: 10 },
      match: { path: "/communications/calls" },
      times: 1,
    });
    expect(await create()).toMatch(/^[0-9a-f-]{36}$/);
  });
});
