import { type ManualClock, manualClock } from "./clock.js";
import { createEngine } from "./create-engine.js";
import type { Engine } from "./engine.js";
import { type BotEvent, isBotEvent } from "./events.js";
import type { Party } from "./party.js";
import { seededRandom } from "./random.js";

const phone = (number: string): Party => ({ kind: "phone", number });
export const ANNA = phone("+14255550101");
export const BEN = phone("+14255550102");
export const CARL = phone("+14255550103");
export const BOT = phone("+14255550100");
export const OTHER_BOT = phone("+14255550109");

interface PeopleStage {
  readonly clock: ManualClock;
  readonly engine: Engine;
  /** The bot's leg in a call with Anna. */
  readonly leg: string;
  /** What the bots learned, oldest first. */
  readonly events: BotEvent[];
  /** `anna talk`: what people began to hear, oldest first. */
  readonly heard: string[];
  /** The bot's leg in a call with one more person, who answers. */
  callTo(party: Party): string;
  /** Who is in the call of a leg. */
  inCall(legId: string): string[];
}

/** A bot in a call with Anna; Ben and Carl can be called, and another bot. */
export function peopleStage(): PeopleStage {
  const clock = manualClock();
  const measurePrompt = (prompt: { kind: string; url?: string }) =>
    prompt.url?.endsWith("none.wav")
      ? ({ ok: false, reason: "not-found" } as const)
      : ({ ok: true, durationMs: 1000 } as const);
  const engine = createEngine({ clock, random: seededRandom(1), measurePrompt });
  for (const [id, party] of [["anna", ANNA] as const, ["ben", BEN] as const, ["carl", CARL] as const]) {
    engine.population.addPerson({ id, party });
  }
  for (const [id, address] of [["bot", BOT] as const, ["other-bot", OTHER_BOT] as const]) {
    engine.population.addBot({ id, cloud: "x", addresses: [address], webhookUrl: "", answerWithinMs: 15_000 });
  }
  const events: BotEvent[] = [];
  const heard: string[] = [];
  engine.on((event) => {
    if (isBotEvent(event)) events.push(event);
    else if (event.type === "heard") heard.push(`${event.person.id} ${event.sound.kind}`);
  });
  const callTo = (party: Party): string => {
    const { id } = engine.bots.create({ botId: "bot", to: [party], kind: "one-to-one", ringMs: 60_000 });
    engine.people.answer(engine.population.personAt(party)?.id ?? "none");
    return id;
  };
  const leg = callTo(ANNA);
  events.length = 0;
  heard.length = 0;
  const inCall = (legId: string): string[] =>
    (engine.calls.ofLeg(legId)?.legs ?? []).filter((one) => one.state === "connected").map((one) => one.displayName);
  return { clock, engine, leg, events, heard, callTo, inCall };
}
