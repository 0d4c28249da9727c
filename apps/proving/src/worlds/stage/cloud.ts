import type { Adapter, Clock } from "@trunkline/core";
import { EngineError, type FaultEffect, type Reaction, type Simulator } from "@trunkline/simulator";
import { adapterOn, botNumber, type Provider, people } from "../../scenarios/kit/cast.js";

/** What worlds are played on: both clouds, and the invented carrier of the third-party example. */
export type WorldProvider = Provider | "rented-line";

/** What a world needs of a provider. What a person cannot do at the moment is skipped. */
export interface WorldCloud {
  /** Before a world begins. */
  open(): Promise<void>;
  /** The bot's adapter. */
  adapter(clock: Clock): Adapter;
  /** The bot has begun: its events go there. */
  register(webhookUrl: string, deliver: (request: Request) => Promise<Response>): Promise<void>;
  /** Whether a delivery or a request is under way. */
  readonly inFlight: boolean;
  person(id: string): WorldPerson;
  /** All who talk hang up. Ringing calls go on ringing: how long is up to the provider. */
  hangUpEveryone(): void;
  /** How many calls are not over. */
  running(): number;
  readonly faults: WorldFaults;
  /** Signs with another key from now on, where it has keys. */
  rotateKeys(options: { readonly forget: boolean }): Promise<void>;
  /** Every exchange with the bot, oldest first. */
  log(): readonly WireLine[];
  /** After a world. */
  reset(): Promise<void>;
}

/** A person with a telephone. */
export interface WorldPerson {
  reacts(reaction: Reaction): void;
  /** Calls the bot. @returns the call, for the acts below. */
  dial(): string;
  press(keys: string, gapMs: number, callId: string | undefined): void;
  hangUp(callId: string | undefined): void;
  share(sharing: boolean, callId: string | undefined): void;
}

export interface WorldFaults {
  add(fault: { readonly effect: FaultEffect; readonly times?: number }): { readonly id: string };
  remove(id: string): void;
  clear(): void;
}

/** One exchange with the bot. */
export interface WireLine {
  readonly at: number;
  readonly direction: "to-bot" | "from-bot";
  readonly title: string;
  readonly status?: number | undefined;
  readonly outcome?: string | undefined;
  /** The faults that struck it, with commas. */
  readonly fault?: string | undefined;
  readonly attempt?: number | undefined;
}

/** One of the two simulated clouds. */
export function simulated(simulator: Simulator, provider: Provider): WorldCloud {
  return {
    open: async () => {},
    adapter: (clock) => adapterOn(provider, simulator, { clock }),
    async register(webhookUrl, deliver) {
      simulator.deliver = deliver;
      await simulator.registerBot({ cloud: provider, webhookUrl, number: botNumber });
    },
    get inFlight() {
      return simulator.inFlight;
    },
    person(id) {
      const person = simulator.person(id);
      return {
        reacts: (reaction) => person.reacts(reaction),
        dial: () => person.dial(botNumber).id,
        press: (keys, gapMs, callId) =>
          ifPossible(() => person.press(keys, { gapMs, ...(callId === undefined ? {} : { callId }) })),
        hangUp: (callId) => ifPossible(() => person.hangUp(callId)),
        share: (sharing, callId) =>
          ifPossible(() => (sharing ? person.startSharing(callId) : person.stopSharing(callId))),
      };
    },
    hangUpEveryone() {
      for (const { id } of people) {
        if (id === undefined) continue;
        const calls = simulator.calls().filter((call) => isOn(call, id));
        for (const call of calls) ifPossible(() => simulator.person(id).hangUp(call.id));
      }
    },
    running: () => simulator.calls().filter(({ endedAt }) => endedAt === undefined).length,
    faults: simulator.faults,
    rotateKeys: (options) => simulator.rotateKeys(options),
    log: () => simulator.log(),
    reset: () => simulator.reset(),
  };
}

function isOn({ legs }: ReturnType<Simulator["calls"]>[number], personId: string): boolean {
  return legs.some(
    ({ owner, state }) =>
      owner.kind === "person" && owner.personId === personId && state !== "ringing" && state !== "ended",
  );
}

/** Skips what the situation does not allow, such as pressing keys on a call that is over. */
function ifPossible(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
  }
}
