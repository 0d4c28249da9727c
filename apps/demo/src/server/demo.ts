import type { Simulator } from "@trunkline/simulator";
import { callWithReminder, runBot } from "../bot/bot.js";
import type { BotSettings } from "../bot/bot-settings.js";
import { promptTexts } from "../bot/prompt-name.js";
import { cast } from "../cast.js";
import type { Answering, DemoState, Provider } from "../protocol.js";
import type { Backend } from "./backend.js";
import { EventFeed } from "./event-feed.js";
import { toBotEvent } from "./to-bot-event.js";

const menu = [
  { key: "1", does: "Speak to a person" },
  { key: "2", does: "Open the door" },
  { key: "9", does: "Hang up" },
];

/** What the page steers: the bot on every backend, which of them the next call goes to, and how calls are answered. */
export class Demo {
  readonly feed = new EventFeed();
  readonly #backends: ReadonlyMap<Provider, Backend>;
  readonly #settings: BotSettings;
  readonly #simulator: Simulator | undefined;
  #provider: Provider;
  #answering: Answering = "at-once";

  constructor(
    backends: readonly Backend[],
    provider: Provider,
    world: Omit<BotSettings, "answering" | "note">,
    simulator?: Simulator,
  ) {
    this.#backends = new Map(backends.map((backend) => [backend.name, backend]));
    this.#provider = provider;
    this.#simulator = simulator;
    this.#settings = { ...world, answering: () => this.#answering, note: () => {} };
    for (const backend of backends) this.#start(backend);
  }

  get state(): DemoState {
    return {
      provider: this.#provider,
      providers: [...this.#backends.values()].map(({ calling: _, botId, ...shown }) => ({
        ...shown,
        ...(botId === undefined ? {} : { botId }),
      })),
      bot: { name: cast.bot.name, number: this.#settings.number, menu, pin: this.#settings.pin },
      answering: this.#answering,
      ...(this.#simulator ? { simulatorUrl: "", personId: cast.caller.id } : {}),
      captions: Object.fromEntries(Object.entries(promptTexts).map(([name, text]) => [`${name}.wav`, text])),
      events: [...this.feed.events],
    };
  }

  choose(provider: Provider): DemoState {
    this.#provider = provider;
    return this.#changed();
  }

  answer(answering: Answering): DemoState {
    this.#answering = answering;
    return this.#changed();
  }

  /** The bot calls somebody. Yields the ref of the call. */
  async callPerson(number: `+${number}`): Promise<string> {
    const { calling, name } = this.#current;
    const call = await callWithReminder(calling, this.#settingsFor(name), number);
    return call.ref;
  }

  /** Takes a callback for one of the backends. */
  handle(provider: Provider, request: Request): Promise<Response> {
    const backend = this.#backends.get(provider);
    return backend
      ? backend.calling.handle(request)
      : Promise.resolve(new Response("no such backend\n", { status: 404 }));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#backends.values()].map((backend) => backend.calling.close({ drainMs: 0 })));
  }

  get #current(): Backend {
    const backend = this.#backends.get(this.#provider);
    if (!backend) throw new RangeError(`no backend for ${this.#provider}`);
    return backend;
  }

  #start({ calling, name }: Backend): void {
    calling.on("*", (event) => this.feed.add(toBotEvent(event, name)));
    runBot(calling, this.#settingsFor(name));
  }

  #settingsFor(provider: Provider): BotSettings {
    return {
      ...this.#settings,
      note: (call, what) =>
        this.feed.add({
          id: `${call}:${what}`,
          at: Date.now(),
          type: "bot-step",
          provider,
          call,
          summary: what,
          details: {},
        }),
    };
  }

  #changed(): DemoState {
    const { state } = this;
    this.feed.send({ kind: "state", state });
    return state;
  }
}
