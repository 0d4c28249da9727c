import type { CallView, WireEntry } from "@trunkline/simulator/page";
import type { BotEvent, DemoState } from "../src/protocol.js";

/** A state with one instance and no events yet. */
export function aState(change: Partial<DemoState> = {}): DemoState {
  return {
    provider: "acs",
    providers: [
      { name: "acs", title: "Azure Communication Services", backend: "simulator", answerWithinMs: 30_000 },
      { name: "graph", title: "Microsoft Graph", backend: "simulator", answerWithinMs: 15_000 },
    ],
    bot: { name: "Bot", number: "+14255550100", keys: {} },
    answering: "at-once",
    instances: [{ name: "1", state: "up" }],
    captions: {},
    events: [],
    ...change,
  };
}

/** An event of the bot. */
export function anEvent(at: number, type: string, change: Partial<BotEvent> = {}): BotEvent {
  return {
    id: `${type} ${at}`,
    at,
    type,
    provider: "acs",
    instance: "1",
    call: "ref",
    summary: type,
    details: {},
    ...change,
  };
}

/** A callback to the bot. */
export function aCallback(at: number, title: string, change: Partial<WireEntry> = {}): WireEntry {
  return {
    id: `${title} ${at}`,
    at,
    direction: "to-bot",
    cloud: "acs",
    callId: "sim-call",
    title,
    tag: "documented",
    method: "POST",
    url: "http://127.0.0.1/calls",
    requestHeaders: {},
    requestBody: "",
    outcome: "answered",
    status: 200,
    ...change,
  };
}

/** A request of the bot. */
export function aRequest(at: number, title: string, change: Partial<WireEntry> = {}): WireEntry {
  return aCallback(at, title, { direction: "from-bot", ...change });
}

/** A call in the simulator, with one leg of the bot. */
export function aCall(id: string, legId: string, startedAt: number): CallView {
  const party = { kind: "phone", number: "+14255550100" } as const;
  const leg = {
    id: legId,
    participantId: "p",
    owner: { kind: "bot", botId: "bot-acs" } as const,
    party,
    displayName: "Bot",
    direction: "incoming" as const,
    state: "connected" as const,
    since: startedAt,
    muted: false,
    onHold: false,
    voicemail: false,
  };
  return { id, chainId: id, kind: "one-to-one", from: party, to: [party], startedAt, legs: [leg], sharing: [] };
}
