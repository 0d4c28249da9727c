import type { CallView, LegView, SimState } from "../../src/control/protocol.js";

/** One of a person's calls, from where that person stands. */
export interface Line {
  readonly call: CallView;
  readonly mine: LegView;
  /** The other end: who is still there, or else who was. */
  readonly other: LegView | undefined;
}

/** How a person's phone stands. */
export type PhoneState = "idle" | "ringing" | "dialing" | "waiting" | "connected";

const STATES: Readonly<Record<LegView["state"], PhoneState>> = {
  ringing: "ringing",
  dialing: "dialing",
  redirecting: "dialing",
  lobby: "waiting",
  connected: "connected",
  ended: "idle",
};

export function phoneState(line: Line | undefined): PhoneState {
  return line ? STATES[line.mine.state] : "idle";
}

/** A person's calls, the newest first. One that came back to the same person counts once, with its latest leg. */
export function linesOf(state: SimState, personId: string): Line[] {
  return state.calls
    .flatMap((call) => {
      const mine = call.legs.findLast(({ owner }) => owner.kind === "person" && owner.personId === personId);
      return mine ? [{ call, mine, other: otherEnd(call, mine) }] : [];
    })
    .sort((a, b) => b.mine.since - a.mine.since);
}

/** The call that the phone is about: the one that was chosen while it lives, else the newest that lives, a connected one first. */
export function currentLine(lines: readonly Line[], chosen?: string): Line | undefined {
  const living = lines.filter(isLive);
  return (
    living.find(({ call }) => call.id === chosen) ?? living.find(({ mine }) => mine.state === "connected") ?? living[0]
  );
}

export function isLive(line: Line): boolean {
  return line.mine.state !== "ended";
}

function otherEnd(call: CallView, mine: LegView): LegView | undefined {
  const others = call.legs.filter((leg) => leg !== mine);
  return (
    others.find(({ state }) => state === "connected") ??
    others.findLast(({ state }) => state !== "ended") ??
    others.at(-1)
  );
}

/** A stretch of time that runs out. */
export interface Deadline {
  readonly from: number;
  readonly until: number;
}

/** How long a bot in this call still has to decide about it. */
export function decisionDeadline(call: CallView): Deadline | undefined {
  const offered = call.legs.find(({ state, decideBy }) => state === "ringing" && decideBy !== undefined);
  return offered?.decideBy === undefined ? undefined : { from: offered.since, until: offered.decideBy };
}

/** What is left of it, between 1 and 0. */
export function remaining(deadline: Deadline, now: number): number {
  const total = deadline.until - deadline.from;
  if (total <= 0) return 0;
  return Math.min(1, Math.max(0, (deadline.until - now) / total));
}
