import fc from "fast-check";
import { expect, test } from "vitest";
import type { Call } from "./call.js";
import { type ManualClock, manualClock } from "./clock.js";
import { createEngine } from "./create-engine.js";
import { type Engine, EngineError } from "./engine.js";
import { type BotEvent, isBotEvent } from "./events.js";
import type { Party } from "./party.js";
import { seededRandom } from "./random.js";

const phone = (index: number): Party => ({ kind: "phone", number: `+1425555010${index}` });
const people = [1, 2, 3];
const bots = [7, 8];
const anybody = [...people, ...bots, 9];

type Step = { readonly what: string; readonly a: number; readonly b: number; readonly ms: number };
const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom(
    // What begins and answers calls comes twice as often as what ends them.
    ...["dial", "create", "group", "answer", "pickUp", "dial", "create", "group", "answer", "pickUp"],
    ...["decline", "hangUp", "drop", "dropAll", "reject", "redirect", "transfer", "transfer", "invite", "invite"],
    ...["cancelInvite", "move", "move", "consult", "evict", "hold", "hold", "unhold", "mute"],
    ...["play", "loop", "cancel", "tones", "press", "join", "remove", "wait"],
  ),
  a: fc.nat(5),
  b: fc.nat(5),
  ms: fc.nat(40_000),
});

function pick<One>(list: readonly One[], index: number): One | undefined {
  return list[index % Math.max(1, list.length)];
}

/** Does one step; what the world does not allow is passed over. */
async function take(engine: Engine, clock: ManualClock, { what, a, b, ms }: Step, count: number): Promise<void> {
  const legs = engine.calls
    .all()
    .flatMap((call) => call.legs.filter((leg) => leg.owner.kind === "bot" && leg.state !== "ended"));
  const legId = pick(legs, a)?.id ?? "none";
  const person = `p${pick(people, a)}`;
  const botId = `b${pick(bots, a)}`;
  const party = phone(pick(anybody, b) ?? 9);
  const other = phone(pick(anybody, a + b) ?? 9);
  const operationId = `o${count}`;
  const prompts = [{ kind: "speech", text: "x", durationMs: ms }] as const;
  const steps: Record<string, () => unknown> = {
    dial: () => engine.people.dial(person, party),
    create: () => engine.bots.create({ botId, to: [party], kind: "one-to-one", ringMs: ms }),
    group: () => engine.bots.create({ botId, to: [party, other], kind: "group", ringMs: ms }),
    answer: () => engine.bots.answer(legId),
    pickUp: () => engine.people.answer(person),
    decline: () => engine.people.decline(person),
    hangUp: () => engine.people.hangUp(person),
    drop: () => engine.bots.hangUp(legId),
    dropAll: () => engine.bots.hangUp(legId, true),
    reject: () => engine.bots.reject(legId, "busy"),
    redirect: () => engine.bots.redirect(legId, [party, other], ms),
    transfer: () => engine.bots.transfer(legId, { operationId, target: party, ringMs: ms }),
    invite: () => engine.bots.invite(legId, { operationId, invitee: party, ringMs: ms }),
    cancelInvite: () => engine.bots.cancelInvite(legId, `o${count - 1 - b}`),
    move: () => engine.bots.move(legId, { operationId, fromLegId: pick(legs, b)?.id ?? "none", party: other }),
    consult: () =>
      engine.bots.transfer(legId, {
        operationId,
        target: other,
        ringMs: ms,
        replacesLegId: pick(legs, b)?.id ?? "none",
      }),
    evict: () => {
      const participants = engine.calls.all().flatMap((call) => call.legs);
      engine.people.remove(person, pick(participants, b)?.participantId ?? "none");
    },
    hold: () => engine.bots.hold(legId, { party, ...(ms % 2 ? { prompt: prompts[0] } : {}) }),
    unhold: () => engine.bots.unhold(legId, party),
    mute: () => engine.bots.setMuted(legId, ms % 2 === 0, party),
    play: () => engine.media.play(legId, { operationId, prompts }),
    loop: () => engine.media.play(legId, { operationId, prompts, loop: true, interrupt: true }),
    cancel: () => engine.media.cancel(legId),
    tones: () => engine.media.sendTones(legId, { operationId, tones: ["1", "2"] }),
    press: () => engine.people.press(person, ["5"]),
    join: () => engine.bots.join({ botId, place: { meetingKey: "m" } }),
    remove: () => engine.bots.remove(legId, party),
    wait: () => clock.advance(ms),
  };
  try {
    await steps[what]?.();
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
  }
}

function checkCall(call: Call): void {
  const live = call.legs.filter((leg) => leg.state !== "ended");
  expect(call.endedAt === undefined).toBe(live.length > 0);
  if (call.kind !== "meeting" && live.length > 0) expect(live.length).toBeGreaterThan(1);
  for (const leg of call.legs) expect(leg.end === undefined).toBe(leg.state !== "ended");
  const isHeldBySomebody = !live.some((leg) => leg.onHold) || live.some((leg) => leg.owner.kind === "bot");
  expect(isHeldBySomebody, "who is on hold when the last bot has left").toBe(true);
}

const outcomeTypes = new Set(["play-ended", "tones-sent", "invite-ended", "move-ended"]);

function checkEvents(events: readonly BotEvent[]): void {
  const ended = new Set<string>();
  const connected = new Set<string>();
  const outcomes = new Map<string, number>();
  for (const event of events) {
    expect(ended.has(event.leg.id), `${event.type} after the end`).toBe(false);
    if (event.type === "ended") ended.add(event.leg.id);
    if (event.type === "connected") {
      expect(connected.has(event.leg.id)).toBe(false);
      connected.add(event.leg.id);
    }
    if (outcomeTypes.has(event.type) && "operationId" in event) {
      outcomes.set(event.operationId, (outcomes.get(event.operationId) ?? 0) + 1);
    }
  }
  for (const count of outcomes.values()) expect(count).toBe(1);
}

test("whatever people and bots do, calls end once and whole, and nothing is said of a leg after its end", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60, size: "max" }), async (steps) => {
      const clock = manualClock(0);
      const engine = createEngine({
        clock,
        random: seededRandom(1),
        measurePrompt: () => ({ ok: true, durationMs: 10 }),
      });
      for (const index of people) engine.population.addPerson({ id: `p${index}`, party: phone(index) });
      for (const index of bots) {
        engine.population.addBot({
          id: `b${index}`,
          cloud: "x",
          addresses: [phone(index)],
          webhookUrl: "",
          answerWithinMs: 15_000,
        });
      }
      engine.population.addMeeting({ keys: ["m"], organizer: phone(1) });
      const events: BotEvent[] = [];
      engine.on((event) => {
        if (isBotEvent(event)) events.push(event);
      });
      for (const [index, one] of steps.entries()) {
        await take(engine, clock, one, index);
        for (const call of engine.calls.all()) checkCall(call);
      }
      checkEvents(events);
    }),
    { numRuns: 150, seed: 42 },
  );
});
