import type { Simulator } from "@trunkline/simulator";
import { keysOf } from "../bot/keys.js";
import { promptTexts } from "../bot/settings.js";
import { cast } from "../config.js";
import type { Answer, Callback } from "../instance/messages.js";
import {
  type Answering,
  type BotEvent,
  type DemoMessage,
  type DemoState,
  latestByCall,
  type PersonChange,
  type Provider,
} from "../protocol.js";
import type { Backend } from "./backend.js";
import type { Fleet } from "./fleet.js";

export interface DemoParts {
  readonly backends: readonly Backend[];
  readonly fleet: Fleet;
  readonly feed: EventFeed;
  readonly number: string;
  /** Why there is only one instance. */
  readonly alone: string | undefined;
  readonly simulator: Simulator | undefined;
}

/** What the page controls: which cloud the next call goes to, how calls are answered, and which instance dies. */
export class Demo {
  readonly #parts: DemoParts;
  #provider: Provider;

  constructor(parts: DemoParts, provider: Provider) {
    this.#parts = parts;
    this.#provider = provider;
  }

  get feed(): EventFeed {
    return this.#parts.feed;
  }

  get state(): DemoState {
    const { backends, fleet, feed, number, alone, simulator } = this.#parts;
    return {
      provider: this.#provider,
      providers: backends.map(({ shown }) => shown),
      bot: { name: cast.bot.name, number, keys: keysOf(cast.pin) },
      answering: fleet.answering,
      instances: [...fleet.view],
      ...(alone === undefined ? {} : { alone }),
      ...(simulator ? { simulatorUrl: "", personId: cast.caller.id } : {}),
      captions: Object.fromEntries(Object.entries(promptTexts).map(([name, text]) => [`${name}.wav`, text])),
      events: [...feed.events],
    };
  }

  choose(provider: Provider): DemoState {
    this.#provider = provider;
    return this.changed();
  }

  answer(answering: Answering): DemoState {
    this.#parts.fleet.answerCalls(answering);
    return this.changed();
  }

  /** The bot calls a number. Resolves to the ref of the call. */
  callPerson(number: string): Promise<string> {
    return this.#parts.fleet.call(this.#provider, number);
  }

  /** Puts somebody on a call on hold, takes them back, or mutes them. */
  changePerson(provider: Provider, call: string, number: string, change: PersonChange): Promise<void> {
    return this.#parts.fleet.changePerson(provider, call, number, change);
  }

  /** Handles a callback for one of the clouds. */
  take(provider: Provider, callback: Callback): Promise<Answer> {
    return this.#parts.fleet.take(provider, callback);
  }

  /** Kills an instance, and adds an event to each of its calls, which it cannot do itself. @throws Error if it is the only one. */
  async kill(instance: string): Promise<DemoState> {
    const { fleet, feed, alone } = this.#parts;
    if (alone !== undefined) throw new Error(alone);
    if (!(await fleet.kill(instance))) return this.state;
    for (const { provider, call, providerCallId } of feed.callsOf(instance))
      feed.add({
        ...{ id: `${call}:killed:${Date.now()}`, at: Date.now(), type: "instance-killed", provider, instance, call },
        ...(providerCallId === undefined ? {} : { providerCallId }),
        ...{ summary: `instance ${instance}, mid-call`, details: { signal: "SIGKILL" } },
      });
    return this.changed();
  }

  /** Sends the state to the page. */
  changed(): DemoState {
    const { state } = this;
    this.feed.send({ kind: "state", state });
    return state;
  }
}

const kept = 500;

/** The bot's last events, and new ones as they arrive. */
export class EventFeed {
  #events: BotEvent[] = [];
  readonly #listeners = new Set<(message: DemoMessage) => void>();

  get events(): readonly BotEvent[] {
    return this.#events;
  }

  add(event: BotEvent): void {
    this.#events = [...this.#events, event].slice(-kept);
    this.send({ kind: "event", event });
  }

  /** The last event of every live call of an instance: the one that reported a call's last event has the call. */
  callsOf(instance: string): readonly BotEvent[] {
    return latestByCall(this.#events).filter((event) => event.instance === instance && event.type !== "call-ended");
  }

  send(message: DemoMessage): void {
    for (const listener of this.#listeners) listener(message);
  }

  listen(listener: (message: DemoMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
