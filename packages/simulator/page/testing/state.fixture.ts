import type { CallView, LegView, PersonView, SimState } from "../../src/control/protocol.js";

export const alice: PersonView = {
  id: "alice",
  displayName: "Alice Martin",
  party: { kind: "phone", number: "+14255550123" },
  reaction: { kind: "manual" },
  hears: [],
};

export function aState(change: Partial<SimState> = {}): SimState {
  return {
    seq: 0,
    now: 0,
    clock: "real",
    people: [alice],
    bots: [],
    meetings: [],
    calls: [],
    log: [],
    faults: [],
    ...change,
  };
}

/** Alice's end of a call. */
export function aliceLeg(change: Partial<LegView> = {}): LegView {
  return {
    id: "leg-alice",
    participantId: "p-alice",
    owner: { kind: "person", personId: "alice" },
    party: alice.party,
    displayName: "Alice Martin",
    direction: "outgoing",
    state: "connected",
    since: 0,
    muted: false,
    onHold: false,
    voicemail: false,
    ...change,
  };
}

/** The bot's end of a call. */
export function botLeg(change: Partial<LegView> = {}): LegView {
  return aliceLeg({
    id: "leg-bot",
    participantId: "p-bot",
    owner: { kind: "bot", botId: "ivr" },
    party: { kind: "phone", number: "+14255550100" },
    displayName: "Contoso line",
    direction: "incoming",
    ...change,
  });
}

export function aCall(change: Partial<CallView> = {}): CallView {
  return {
    id: "c1",
    chainId: "chain",
    kind: "one-to-one",
    from: alice.party,
    to: [{ kind: "phone", number: "+14255550100" }],
    startedAt: 0,
    legs: [aliceLeg(), botLeg()],
    sharing: [],
    ...change,
  };
}
