import type { EndCause, LegOwner } from "./call.js";
import type { CancelTimer } from "./clock.js";
import { addLeg, endLeg, giveUp } from "./legs.js";
import type { Party, Person } from "./party.js";
import { botAt, personAt } from "./population.js";
import type { LiveCall, LiveLeg, Ringing, RingResult, World } from "./world.js";

interface RingSpec {
  readonly to: Party;
  /** Who called, as an offered bot sees it. */
  readonly from: Party;
  readonly fromName?: string | undefined;
  /** The leg that calls: the ringing stops when it ends. */
  readonly by?: LiveLeg;
  readonly ringMs: number;
  /** The callee's name in the call; default that of the owner. */
  readonly displayName?: string | undefined;
  /** Instead of looking the address up. */
  readonly owner?: LegOwner;
  readonly forwardedFrom?: readonly Party[];
  readonly transferredBy?: Party;
}

/** Rings one party into a call. `settled` hears of the outcome, perhaps before this returns. */
export function ring(world: World, call: LiveCall, spec: RingSpec, settled: (result: RingResult) => void): LiveLeg {
  const owner = spec.owner ?? ownerAt(world, spec.to);
  const leg = addLeg(world, call, {
    owner,
    party: spec.to,
    direction: "incoming",
    state: "ringing",
    calledBy: {
      party: spec.from,
      ...(spec.fromName === undefined ? {} : { displayName: spec.fromName }),
      ...(spec.by ? { legId: spec.by.id } : {}),
    },
    ...(spec.displayName === undefined ? {} : { displayName: spec.displayName }),
    ...(spec.forwardedFrom ? { forwardedFrom: spec.forwardedFrom } : {}),
    ...(spec.transferredBy ? { transferredBy: spec.transferredBy } : {}),
  });
  const timers: CancelTimer[] = [world.after(spec.ringMs, () => giveUp(world, leg, { kind: "no-answer" }))];
  const ringing: Ringing = {
    stop: () => {
      for (const cancel of timers) cancel();
    },
    settle(result) {
      ringing.stop();
      world.ringing.delete(leg.id);
      settled(result);
    },
  };
  world.ringing.set(leg.id, ringing);

  if (owner.kind === "nobody") giveUp(world, leg, { kind: "unreachable" });
  if (owner.kind === "bot") timers.push(offer(world, leg, owner.botId, spec.from));
  const person = owner.kind === "person" ? world.persons.get(owner.personId) : undefined;
  if (person) react(world, leg, person, timers);
  return leg;
}

/** Rings several at once; the first to pick up has it, the others stop. `exhausted` gets the last cause. */
export function ringFirstOf(
  world: World,
  call: LiveCall,
  specs: readonly RingSpec[],
  outcome: { answered(by: LiveLeg): void; exhausted(cause: EndCause): void },
): void {
  const legs: LiveLeg[] = [];
  let open = specs.length;
  let decided = false;
  for (const spec of specs) {
    if (decided) return;
    const leg = ring(world, call, spec, (result) => {
      open--;
      if (decided) return;
      if ("cause" in result && open > 0) return;
      decided = true;
      if ("cause" in result) {
        outcome.exhausted(result.cause);
        return;
      }
      for (const other of legs) {
        if (other !== result.answeredBy) endLeg(world, other, { kind: "answered-elsewhere" });
      }
      outcome.answered(result.answeredBy);
    });
    legs.push(leg);
  }
}

function offer(world: World, leg: LiveLeg, botId: string, from: Party): CancelTimer {
  world.report(leg, { type: "offered", from });
  const within = world.bots.get(botId)?.answerWithinMs ?? 0;
  return world.after(within, () => {
    if (leg.state === "ringing") giveUp(world, leg, { kind: "not-decided" });
  });
}

function react(world: World, leg: LiveLeg, person: Person, timers: CancelTimer[]): void {
  const { reaction } = person;
  const { kind } = reaction;
  if (reaction.kind === "manual" || kind === "manual" || kind === "ignore") return;
  const act = (): void => reactNow(world, leg, kind);
  if (reaction.afterMs) timers.push(world.after(reaction.afterMs, act));
  else act();
}

type Decision = "answer" | "decline" | "busy" | "voicemail" | "unreachable";

/** What a person does about a ringing leg, by command or by habit. */
export function reactNow(world: World, leg: LiveLeg, decision: Decision): void {
  if (leg.state !== "ringing") return;
  if (decision === "answer" || decision === "voicemail") {
    leg.voicemail = decision === "voicemail";
    world.ringing.get(leg.id)?.settle({ answeredBy: leg });
    return;
  }
  giveUp(world, leg, { kind: decision === "decline" ? "declined" : decision });
}

function ownerAt(world: World, party: Party): LegOwner {
  const person = personAt(world, party);
  if (person) return { kind: "person", personId: person.id };
  const bot = botAt(world, party);
  return bot ? { kind: "bot", botId: bot.id } : { kind: "nobody" };
}
