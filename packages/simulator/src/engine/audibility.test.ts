import { expect, test } from "vitest";
import { manualClock } from "./clock.js";
import { createEngine } from "./create-engine.js";
import { isBotEvent } from "./events.js";
import type { Party } from "./party.js";
import { seededRandom } from "./random.js";

const phone = (number: string): Party => ({ kind: "phone", number });
const ANNA = phone("+14255550101");
const BEN = phone("+14255550102");

/** A bot in a group call with Anna and Ben: what each person heard, and the events of the bot. */
function groupCall() {
  const clock = manualClock();
  const measurePrompt = () => ({ ok: true, durationMs: 1000 }) as const;
  const engine = createEngine({ clock, random: seededRandom(1), measurePrompt });
  engine.population.addPerson({ id: "anna", party: ANNA, reaction: { kind: "answer" } });
  engine.population.addPerson({ id: "ben", party: BEN, reaction: { kind: "answer" } });
  const addresses: [Party] = [phone("+14255550100")];
  engine.population.addBot({ id: "bot", cloud: "x", addresses, webhookUrl: "", answerWithinMs: 30_000 });
  const heard: string[] = [];
  const events: string[] = [];
  engine.on((event) => {
    if (isBotEvent(event)) events.push(event.type);
    else if (event.type === "heard") heard.push(`${event.person.id} ${event.sound.kind}`);
  });
  const { id } = engine.bots.create({ botId: "bot", to: [ANNA, BEN], kind: "group", ringMs: 60_000 });
  const forget = () => {
    heard.length = 0;
    events.length = 0;
  };
  forget();
  return { clock, engine, id, heard, events, forget };
}

test("a muted bot's prompts and tones reach no one, take their time and complete", async () => {
  const { clock, engine, id, heard, events } = groupCall();
  engine.bots.setMuted(id, true);
  engine.media.play(id, { operationId: "p", prompts: [{ kind: "audio", url: "https://x.example/a.wav" }] });
  engine.media.sendTones(id, { operationId: "t", tones: ["1"] });
  expect(events).toEqual(["roster-changed", "play-started"]);
  await clock.advance(1000);
  expect(events).toEqual(["roster-changed", "play-started", "tones-sent", "play-ended"]);
  expect(heard).toEqual([]);
});

test("a bot that unmutes itself is heard from then on", () => {
  const { engine, id, heard, forget } = groupCall();
  engine.bots.setMuted(id, true);
  engine.media.play(id, { operationId: "p", prompts: [{ kind: "audio", url: "https://x.example/a.wav" }] });
  forget();
  engine.bots.setMuted(id, false);
  engine.media.sendTones(id, { operationId: "t", tones: ["1"] });
  expect(heard.toSorted()).toEqual(["anna prompt", "anna tone", "ben prompt", "ben tone"]);
});

test("a muted person's voice reaches no one, but the keys still do", () => {
  const { engine, id, heard, events, forget } = groupCall();
  engine.media.hearTones(id);
  forget();
  engine.people.mute("anna", true);
  expect(heard).toEqual(["ben silence"]);
  engine.people.press("anna", ["1"]);
  expect(events).toContain("tone-heard");
});
