import type { CallView, SimState } from "@trunkline/simulator/page";

type LegView = CallView["legs"][number];

/** How somebody on the line is doing, as far as the simulator knows. */
export type Doing = "rings" | "talks" | "listens" | "muted" | "on hold" | "speaks";

/** Somebody on a call of several. */
export interface OnTheLine {
  readonly id: string;
  readonly name: string;
  /** Absent: the bot. */
  readonly personId: string | undefined;
  readonly doing: Doing;
}

/** Who is on a call, if there are more than two, or somebody is on hold: a call for two needs no list. */
export function onTheLine(call: CallView | undefined, people: SimState["people"]): readonly OnTheLine[] {
  const legs = call?.legs.filter(({ state }) => state !== "ended") ?? [];
  if (!call || (legs.length < 3 && !legs.some(({ onHold }) => onHold))) return [];
  // The bot is last.
  const inOrder = legs.toSorted((a, b) => Number(a.owner.kind === "bot") - Number(b.owner.kind === "bot"));
  return inOrder.map((leg) => ({
    id: leg.id,
    name: leg.displayName,
    personId: leg.owner.kind === "person" ? leg.owner.personId : undefined,
    doing: doingOf(leg, call, people),
  }));
}

function doingOf(leg: LegView, call: CallView, people: SimState["people"]): Doing {
  if (leg.state !== "connected") return "rings";
  if (leg.onHold) return "on hold";
  if (leg.owner.kind === "bot") return isPlaying(call, people) ? "speaks" : "listens";
  if (leg.muted) return "muted";
  const others = call.legs.filter((other) => other !== leg && other.owner.kind === "person");
  return others.some(({ state, onHold }) => state === "connected" && !onHold) ? "talks" : "listens";
}

/** Whether somebody who is not on hold hears a prompt. */
function isPlaying(call: CallView, people: SimState["people"]): boolean {
  return call.legs.some(({ owner, onHold }) => {
    const person = owner.kind === "person" && !onHold ? people.find(({ id }) => id === owner.personId) : undefined;
    return person?.hears.some(({ callId, sound }) => callId === call.id && sound.kind === "prompt");
  });
}
