import { expect, test } from "vitest";
import type { Callback } from "../kit/callbacks.js";
import { documentedStage, documents } from "../kit/documented.js";
import { onTheLine, type Stage, startStage } from "../kit/stage.js";

const { user1, user2 } = documents;

async function groupOfThree(tamper: (callback: Callback) => Partial<Callback>) {
  const stage = await documentedStage({ tamper });
  for (const name of ["user1", "user2"]) stage.person(name).reacts({ kind: "answer", afterMs: 500 });
  const call = await stage.calling.create({ to: [user1, user2] });
  await stage.when(call.connected);
  await stage.advance(1_000);
  const names = async () =>
    (await call.participants()).flatMap(({ party }) => ("displayName" in party ? party.displayName : undefined));
  return { stage, names };
}

const rosters = (stage: Stage) => stage.callbacks.filter(({ body }) => body.includes("/participants"));

test("Graph's participants with null ids are on the roster until they leave", async () => {
  const { stage, names } = await groupOfThree(({ body }) => ({
    body: body.replaceAll(/"id":"[^"]*"\}(?=[,\]])/g, '"id":null}'),
  }));
  await using _ = stage;
  expect((await names()).toSorted()).toEqual(["Calling Bot", "user1", "user2"]);
});

/** Numbers the participants as the property's documentation describes: with the roster in which each last changed. */
function numbered() {
  const known = new Map<string, readonly [json: string, number: number]>();
  let roster = 0;
  return ({ body }: Callback): Partial<Callback> => {
    if (!body.includes("/participants")) return {};
    roster++;
    const number = (entity: Readonly<Record<string, unknown>>) => {
      const [json, id] = [JSON.stringify(entity), String(entity.id)];
      const before = known.get(id);
      const changed = before?.[0] === json ? before[1] : roster;
      known.set(id, [json, changed]);
      return { ...entity, rosterSequenceNumber: changed };
    };
    return {
      body: JSON.stringify(
        JSON.parse(body, (name, value) =>
          name === "resourceData" && Array.isArray(value) ? value.map(number) : value,
        ),
      ),
    };
  };
}

test("Graph's rosters with change numbers never go back, even when repeated under another message id", {
  tags: "state/rosters-forward",
}, async () => {
  const { stage, names } = await groupOfThree(numbered());
  await using _ = stage;
  stage.person("user2").hangUp();
  await stage.advance(1_000);
  const now = await names();
  expect(now.toSorted()).toEqual(["Calling Bot", "user1"]);
  const old = rosters(stage).slice(0, -1);
  expect(old.length).toBeGreaterThan(1);
  for (const [index, callback] of old.entries()) {
    const headers = new Headers(callback.headers);
    headers.set("x-microsoft-skype-message-id", `another-${index}`);
    expect((await stage.post({ ...callback, headers })).status).toBe(202);
  }
  await stage.advance(1_000);
  expect(await names()).toEqual(now);
});

test("ACS's rosters never go back, even when repeated under another event id", {
  tags: "state/rosters-forward",
}, async () => {
  await using stage = await startStage("acs");
  const call = await onTheLine(stage);
  await stage.advance(1_000);
  const there = await call.participants();
  const roster = stage.callbacks.findLast(({ body }) => body.includes("ParticipantsUpdated"));
  if (!roster) throw new Error("No roster arrived.");
  const again = (sequenceNumber: number, time: (time: string) => string) => {
    const events = JSON.parse(roster.body, (name, value) => {
      if (name === "sequenceNumber") return sequenceNumber;
      if (name === "participants") return [];
      return name === "time" ? time(value) : value;
    });
    return stage.post({
      ...roster,
      body: JSON.stringify(events.map((event: object) => ({ ...event, id: `n${sequenceNumber}` }))),
    });
  };
  const before = (time: string) => new Date(Date.parse(time) - 1_000).toISOString();
  expect((await again(0, before)).status).toBe(200);
  expect((await again(1, before)).status).toBe(200);
  await stage.advance(1_000);
  expect(await call.participants()).toEqual(there);
});
