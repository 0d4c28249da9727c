import type { Client } from "@microsoft/microsoft-graph-client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { callTo, type GraphStage, graphStage, HEIDI, JOHN } from "../graph-stage.fixture.js";
import { officialClient, refusal } from "../official-client.fixture.js";

let stage: GraphStage;
let client: Client;
let close: () => Promise<void>;
beforeEach(async () => {
  stage = await graphStage();
  ({ client, close } = officialClient(stage));
});
afterEach(() => close());

/** The path of a group call's participant. */
const path = async (call: string, name: string): Promise<string> =>
  `/communications/calls/${call}/participants/${await stage.participant(call, name)}`;
/** A group call in which John and Heidi are. */
const groupOfThree = async (): Promise<string> => {
  const id = await stage.group();
  stage.simulator.person("heidi").answer();
  await stage.settled();
  stage.received.length = 0;
  return id;
};
const stateOf = (person: string) => {
  const legs = stage.simulator.calls().flatMap((call) => call.legs);
  return legs.find(({ owner }) => owner.kind === "person" && owner.personId === person);
};

describe("removing somebody", () => {
  test("takes them out of the call at once, and the roster follows", async () => {
    const id = await groupOfThree();
    expect(await client.api(await path(id, "John")).delete()).toBeUndefined();
    await stage.settled();
    expect(stateOf("john")).toMatchObject({ state: "ended", end: { kind: "removed" } });
    expect(stage.summaries()).toEqual(["updated participants"]);
    expect(stage.received[0]?.list).toHaveLength(2);
  });

  test("ends a call for two", async () => {
    const id = await stage.established();
    await client.api(await path(id, "John")).delete();
    await stage.settled();
    expect(stage.summaries()).toEqual(["deleted terminated"]);
    expect(stateOf("john")).toMatchObject({ end: { kind: "removed" } });
  });

  test("who is not there is 404", async () => {
    const id = await groupOfThree();
    const error = await refusal(client.api(`/communications/calls/${id}/participants/${JOHN}`).delete());
    expect(error).toMatchObject({ statusCode: 404, code: "8558" });
  });
});

describe("muting somebody", () => {
  test("is done with the answer, and the roster of all says so", async () => {
    const id = await groupOfThree();
    const muted = await client.api(`${await path(id, "John")}/mute`).post({ clientContext: "quiet" });
    expect(muted).toMatchObject({
      "@odata.type": "#microsoft.graph.muteParticipantOperation",
      status: "completed",
      clientContext: "quiet",
    });
    await stage.settled();
    expect(stage.summaries()).toEqual(["updated participants"]);
    expect(stage.received[0]?.list).toMatchObject([{}, { isMuted: true }, { isMuted: false }]);
    expect(stateOf("john")).toMatchObject({ muted: true });
    expect(stateOf("heidi")).toMatchObject({ muted: false });
  });

  test("can be taken back by them alone", async () => {
    const id = await groupOfThree();
    await client.api(`${await path(id, "John")}/mute`).post({});
    const error = await refusal(client.api(`${await path(id, "John")}/unmute`).post({}));
    expect(error).toMatchObject({ statusCode: 400, message: "Resource not found for the segment 'unmute'." });
    stage.simulator.person("john").mute(false);
    await stage.settled();
    expect(stage.received.at(-1)?.list).not.toContainEqual(expect.objectContaining({ isMuted: true }));
  });

  test("is refused in a call for two", async () => {
    const id = await stage.established();
    const error = await refusal(client.api(`${await path(id, "John")}/mute`).post({}));
    expect(error).toMatchObject({ statusCode: 400, code: "BadRequest" });
    expect(stateOf("john")).toMatchObject({ muted: false });
  });
});

describe("muteAll", () => {
  const muteAll = (id: string, body: object = {}) =>
    client.api(`/communications/calls/${id}/participants/muteAll`).version("beta").post(body);

  test("mutes everybody but the bot", async () => {
    const id = await groupOfThree();
    expect(await muteAll(id, { clientContext: "all" })).toMatchObject({ status: "completed", clientContext: "all" });
    expect([stateOf("john")?.muted, stateOf("heidi")?.muted]).toEqual([true, true]);
    const bot = stage.simulator.calls()[0]?.legs.find(({ owner }) => owner.kind === "bot");
    expect(bot?.muted).toBe(false);
  });

  test("mutes only those that are named", async () => {
    const id = await groupOfThree();
    await muteAll(id, { participants: [await stage.participant(id, "Heidi Steen")] });
    expect([stateOf("john")?.muted, stateOf("heidi")?.muted]).toEqual([false, true]);
  });

  test("mutes no one when one of the names is unknown", async () => {
    const id = await groupOfThree();
    const participants = [await stage.participant(id, "John"), HEIDI];
    expect(await refusal(muteAll(id, { participants }))).toMatchObject({ statusCode: 404, code: "8558" });
    expect(stateOf("john")?.muted).toBe(false);
  });

  test("is not on v1.0", async () => {
    const id = await groupOfThree();
    const answer = await stage.api("POST", `calls/${id}/participants/muteAll`, {});
    expect([400, 405]).toContain(answer.status);
    expect(stateOf("john")?.muted).toBe(false);
  });
});

describe("lists", () => {
  test("of calls have those of the app that are under way", async () => {
    const first = await client.api("/communications/calls").post(callTo(JOHN));
    const second = await client.api("/communications/calls").post(callTo(HEIDI));
    expect((await client.api("/communications/calls").get()).value).toMatchObject([
      { id: first.id, state: "establishing" },
      { id: second.id },
    ]);
    await client.api(`/communications/calls/${first.id}`).delete();
    expect((await client.api("/communications/calls").get()).value).toMatchObject([{ id: second.id }]);
    await stage.simulator.registerBot({ cloud: "graph", application: HEIDI, webhookUrl: "https://bot.contoso.com/" });
    expect((await stage.api("GET", "calls", undefined, { appId: HEIDI })).body.value).toEqual([]);
  });

  test("of operations have all that were started in the call", async () => {
    const id = await stage.established();
    const call = `/communications/calls/${id}`;
    const heard = await client.api(`${call}/subscribeToTone`).post({});
    const sent = await client.api(`${call}/sendDtmfTones`).post({ tones: ["tone1"] });
    expect((await client.api(`${call}/operations`).get()).value).toEqual([heard, sent]);
    await stage.clock.advance(1000);
    expect((await client.api(`${call}/operations`).get()).value).toMatchObject([{}, { status: "completed" }]);
  });
});
