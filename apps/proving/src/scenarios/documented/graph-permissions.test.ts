import { verbNames } from "@trunkline/core";
import { expect, test } from "vitest";
import { failureOf } from "../kit/cast.js";
import { documentedStage, documents } from "../kit/documented.js";
import type { Stage } from "../kit/stage.js";

const { appId, john, user1, user2, guest } = documents;

const roles = [
  "Calls.Initiate.All",
  "Calls.InitiateGroupCall.All",
  "Calls.JoinGroupCall.All",
  "Calls.JoinGroupCallAsGuest.All",
  "Calls.AccessMedia.All",
] as const;

const meeting = { kind: "meeting-id", id: "123456789" } as const;
const needs: readonly (readonly [(typeof roles)[number], string, (stage: Stage) => Promise<unknown>])[] = [
  ["Calls.Initiate.All", "a call to one", ({ calling }) => calling.create({ to: john })],
  ["Calls.InitiateGroupCall.All", "a group call", ({ calling }) => calling.create({ to: [user1, user2] })],
  ["Calls.JoinGroupCall.All", "a meeting", ({ calling }) => calling.join(meeting)],
  ["Calls.JoinGroupCallAsGuest.All", "a meeting as a guest", ({ calling }) => calling.join(meeting, { as: guest })],
];

test.each(needs)(
  "Graph permissions, least privileged: %s is enough for %s, and the error without it names it",
  async (role, _, act) => {
    await using stage = await documentedStage({
      simulator: { graphBehavior: { apps: { [appId]: { roles: [role] } } } },
    });
    await act(stage);
    const others = roles.filter((name) => name !== role);
    await using poorer = await documentedStage({
      simulator: { graphBehavior: { apps: { [appId]: { roles: others } } } },
    });
    const error = await failureOf(act(poorer));
    expect(error).toMatchObject({ code: "forbidden", hint: expect.stringContaining(`${role} `) });
  },
);

test("Graph permissions, names: the capabilities name the real roles and no others", async () => {
  await using stage = await documentedStage();
  const named = verbNames.flatMap((verb) => stage.calling.capabilities[verb].permission ?? []);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !roles.some((role) => role === name))).toEqual([]);
});
