import { party } from "@trunkline/core";
import { expect, test } from "vitest";
import { attend } from "./meeting.js";
import { type Stage, stage } from "./stage.fixture.js";

const thread = "19:meeting_MTIzNDU2@thread.v2";
const ada = { kind: "user", id: "112f7296-5fa4-42ca-bae8-6a692b15d4b8" } as const;
const hello = { url: "https://cdn.example.com/hello.wav" };

function linkOf({ simulator }: Stage): string {
  const context = encodeURIComponent(JSON.stringify({ Tid: simulator.graph.tenantId, Oid: ada.id }));
  return `https://teams.microsoft.com/l/meetup-join/${encodeURIComponent(thread)}/0?context=${context}`;
}

test("says hello in the meeting once it is let in", async () => {
  await using line = await stage("graph", [{ id: "ada", party: ada }]);
  line.simulator.addMeeting({ keys: [thread], organizer: ada, lobby: "everyone" });
  line.simulator.person("ada").join(thread);
  const attending = attend(line.calling, linkOf(line), hello);
  await line.simulator.advance(60_000);
  expect(line.heard("ada")).not.toContain("hello.wav");
  line.simulator.person("ada").admit();
  await line.simulator.advance(10_000);
  const call = await attending;
  expect(line.heard("ada")).toContain("hello.wav");
  expect((await call.participants()).map((one) => one.party)).toContainEqual(
    expect.objectContaining(party.user(ada.id)),
  );
});

test("where the provider joins no Teams meetings, it says so before any request", async () => {
  await using line = await stage("acs", []);
  await expect(attend(line.calling, linkOf(line), hello)).rejects.toMatchObject({ code: "unsupported" });
  expect(line.simulator.log()).toEqual([]);
});
