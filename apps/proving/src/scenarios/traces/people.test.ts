import type { Call, EndKind } from "@trunkline/core";
import type { Reaction } from "@trunkline/simulator";
import { test } from "vitest";
import { botNumber, cast, failureOf, nameOf } from "../kit/cast.js";
import { type Scenario, sameTrace } from "../kit/same-trace.js";
import type { Stage } from "../kit/stage.js";

const wav = (name: string) => ({ url: `https://cdn.example.com/${name}.wav` });

/** Eve, Finn and the bot. */
async function conference(stage: Stage): Promise<Call> {
  stage.person("eve").reacts({ kind: "answer" });
  stage.person("finn").reacts({ kind: "answer" });
  const call = await stage.calling.create({ to: [cast.eve, cast.finn], from: botNumber });
  await stage.when(call.connected);
  await stage.advance(2_000);
  return call;
}

const begun = ["create completed", "connected"];
const ended = ["hangUp completed", "ended: hung-up"];

test(
  "a telephone is called into a conference, waits on hold, and a colleague is put out",
  { tags: "people/alike" },
  sameTrace(
    async (stage) => {
      const call = await conference(stage);
      stage.person("ada").reacts({ kind: "answer", afterMs: 3_000 });
      const guest = await stage.when(call.addParticipant(cast.ada, { from: botNumber }));
      stage.record.note(call, `${nameOf(guest.party)} came`);
      await stage.when(call.hold(guest, { prompt: wav("music") }));
      await noteWhoWaits(stage, call);
      await stage.when(call.play(wav("news")));
      await stage.when(call.unhold(guest));
      await noteWhoWaits(stage, call);
      await stage.when(call.play(wav("welcome")));
      await stage.when(call.removeParticipant(cast.finn));
      stage.record.note(call, `ada heard ${stage.person("ada").heard().map(fileOf).join(", ")}`);
      await stage.advance(2_000);
      await stage.when(call.hangUp());
    },
    {
      eve: [
        ...begun,
        ...["addParticipant completed", "ada came"],
        ...["hold completed", "on hold: ada", "play completed", "unhold completed", "on hold: no one"],
        ...["play completed", "removeParticipant completed", "ada heard music.wav, welcome.wav"],
        ...ended,
        "on it last: ada, eve",
      ],
    },
  ),
);

/** Ada is called into the conference, and has this reaction. */
const calledIn =
  (reaction: Reaction): Scenario =>
  async (stage) => {
    const call = await conference(stage);
    stage.person("ada").reacts(reaction);
    const { reason } = await stage.when(failureOf(call.addParticipant(cast.ada, { from: botNumber })));
    stage.record.note(call, `not reached: ${reason?.kind}`);
    await stage.when(call.hangUp());
  };

const absences: readonly (readonly [why: string, reaction: Reaction, kind: EndKind])[] = [
  ["declines", { kind: "decline", afterMs: 1_000 }, "declined"],
  ["is busy", { kind: "busy" }, "busy"],
  ["does not pick up", { kind: "ignore" }, "no-answer"],
  ["cannot be reached", { kind: "unreachable" }, "unreachable"],
];

for (const [why, reaction, kind] of absences)
  test(
    `a guest who ${why} is not reached as ${kind}, and the conference goes on`,
    { tags: "people/own-reason" },
    sameTrace(calledIn(reaction), {
      eve: [
        ...begun,
        ...["addParticipant failed: operation-failed", `not reached: ${kind}`],
        ...ended,
        "on it last: eve, finn",
      ],
    }),
  );

test(
  "a caller comes over into a conference without being called",
  { tags: "people/alike" },
  sameTrace(
    async (stage) => {
      const incoming = new Promise<Call>((resolve) => {
        stage.calling.on("incoming", async (caller) => resolve(await caller.answer()));
      });
      stage.person("ada").dial(botNumber);
      const single = await stage.when(incoming);
      const call = await conference(stage);
      const guest = await stage.when(call.addParticipant(cast.ada, { replaces: single }));
      stage.record.note(call, `${nameOf(guest.party)} came`);
      await stage.advance(2_000);
      if ((await single.snapshot()).state === "connected") await stage.when(single.hangUp());
      await stage.when(single.ended);
      await stage.when(call.play(wav("welcome")));
      stage.record.note(call, `ada heard ${stage.person("ada").heard().map(fileOf).join(", ")}`);
      await stage.when(call.hangUp());
    },
    {
      ada: ["incoming from ada to bot", "connected", "answer completed", "ended: transferred"],
      eve: [
        ...begun,
        ...["addParticipant completed", "ada came", "play completed", "ada heard welcome.wav"],
        ...ended,
        "on it last: ada, eve, finn",
      ],
    },
  ),
);

async function noteWhoWaits(stage: Stage, call: Call): Promise<void> {
  await stage.advance(1_000);
  const waiting = (await call.participants()).filter(({ onHold }) => onHold).map(({ party }) => nameOf(party));
  stage.record.note(call, `on hold: ${waiting.join(", ") || "no one"}`);
}

function fileOf(address: string): string {
  return address.slice(address.lastIndexOf("/") + 1);
}
