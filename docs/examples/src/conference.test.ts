import { type JoinTarget, party, phone } from "@trunkline/core";
import type { Reaction } from "@trunkline/simulator";
import { describe, expect, test } from "vitest";
import { hostConferences } from "./conference.js";
import { botNumber, type Provider, providers, type Stage, stage } from "./stage.fixture.js";

const colleague = "112f7296-5fa4-42ca-bae8-6a692b15d4b8";
const thread = "19:meeting_MTIzNDU2@thread.v2";
const prompt = (name: string) => ({ url: `https://cdn.example.com/${name}.wav` });

/** Ada calls, and the colleague has this reaction. */
async function conference(provider: Provider, reaction: Reaction): Promise<Stage> {
  const line = await stage(provider, [
    { id: "ada", party: "+14255550123" },
    { id: "colleague", party: { kind: "user", id: colleague }, reaction },
  ]);
  const { simulator } = line;
  simulator.addMeeting({ keys: [thread], organizer: { kind: "user", id: colleague } });
  const organizer = { id: colleague, tenantId: simulator.graph.tenantId };
  const meeting: JoinTarget = { kind: "meeting-thread", threadId: thread, organizer };
  const [music, introduction, busy, absent] = ["music", "introduction", "busy", "absent"].map(prompt);
  if (!music || !introduction || !busy || !absent) throw new Error("there are four prompts");
  const plan = { colleague: party.user(colleague), from: phone(botNumber), meeting, music, introduction, busy, absent };
  hostConferences(line.calling, plan);
  simulator.person("ada").dial(botNumber);
  await simulator.advance(20_000);
  return line;
}

/** Who is in the call that a person is in at the end. */
function together({ simulator }: Stage, personId: string): readonly string[] {
  const legs = simulator
    .person(personId)
    .calls()
    .flatMap((call) => call.legs);
  return legs
    .filter(({ state }) => state === "connected")
    .map(({ owner }) => (owner.kind === "person" ? owner.personId : owner.kind))
    .sort();
}

describe.each(providers)("a conference on %s", (provider) => {
  test("the colleague waits with music while the bot talks to the caller, and then it leaves the two together", async () => {
    await using line = await conference(provider, { kind: "answer", afterMs: 2_000 });
    expect(line.heard("ada")).toContain("introduction.wav");
    expect(line.heard("ada")).not.toContain("music.wav");
    expect(line.heard("colleague")).toContain("music.wav");
    expect(line.heard("colleague")).not.toContain("introduction.wav");
    expect(together(line, "ada")).toEqual(["ada", "colleague"]);
  });

  test.each([
    ["busy", { kind: "busy" }, "busy.wav"],
    ["not there", { kind: "decline", afterMs: 1_000 }, "absent.wav"],
  ] as const)("a colleague who is %s is reported, and the call ends", async (_, reaction, said) => {
    await using line = await conference(provider, reaction);
    expect(line.heard("ada").at(-1)).toBe(said);
    expect(together(line, "ada")).toEqual([]);
  });
});
