import type { Answer, Callback, InstanceSettings } from "../instance/messages.js";
import type { Answering, BotEvent, InstanceView, PersonChange, Provider } from "../protocol.js";
import { Instance, InstanceGone } from "./instance.js";

const unavailable: Answer = { status: 503, headers: [], body: "no instance of the bot is running\n" };

export interface FleetOptions {
  readonly names: readonly string[];
  readonly settings: Omit<InstanceSettings, "name" | "answering">;
  /** How long to wait before a dead instance is replaced, ms. */
  readonly emptyMs: number;
  readonly onEvent: (event: BotEvent) => void;
  /** Called when an instance starts or dies. */
  readonly onChange: () => void;
}

/** The bot's instances. Callbacks go to one after the other; if one dies with a callback, the next one gets it. */
export class Fleet {
  readonly #options: FleetOptions;
  readonly #instances = new Map<string, Instance>();
  #answering: Answering = "at-once";
  #turn = 0;
  #closed = false;

  private constructor(options: FleetOptions) {
    this.#options = options;
  }

  static async start(options: FleetOptions): Promise<Fleet> {
    const fleet = new Fleet(options);
    await Promise.all(options.names.map((name) => fleet.#fill(name)));
    return fleet;
  }

  get answering(): Answering {
    return this.#answering;
  }

  get view(): readonly InstanceView[] {
    return this.#options.names.map((name) => ({ name, state: this.#instances.get(name)?.alive ? "up" : "down" }));
  }

  answerCalls(answering: Answering): void {
    this.#answering = answering;
    for (const instance of this.#alive) instance.answerCalls(answering);
  }

  /** Tries one instance after the other until one has handled the callback, as a load balancer does. */
  async take(provider: Provider, callback: Callback): Promise<Answer> {
    let answer = unavailable;
    for (const instance of this.#inTurn()) {
      try {
        answer = await instance.take(provider, callback);
        if (answer.status !== 503) return answer;
      } catch (error) {
        if (!(error instanceof InstanceGone)) throw error;
      }
    }
    return answer;
  }

  /** Makes one instance call a number. Resolves to the ref of the call. */
  call(provider: Provider, to: string): Promise<string> {
    return this.#next().call(provider, to);
  }

  /** Has one instance change somebody on a call; it need not be the one that has the call. */
  changePerson(provider: Provider, call: string, number: string, change: PersonChange): Promise<void> {
    return this.#next().changePerson(provider, call, number, change);
  }

  /** Kills an instance; another one replaces it after a moment. Resolves to whether it was up. */
  async kill(name: string): Promise<boolean> {
    const instance = this.#instances.get(name);
    if (!instance?.alive) return false;
    // A second request in the meantime does not find it.
    this.#instances.delete(name);
    await instance.kill();
    return true;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#alive.map((instance) => instance.stop()));
  }

  get #alive(): readonly Instance[] {
    return [...this.#instances.values()].filter(({ alive }) => alive);
  }

  #next(): Instance {
    const [instance] = this.#inTurn();
    if (!instance) throw new Error(unavailable.body);
    return instance;
  }

  #inTurn(): readonly Instance[] {
    const there = this.#alive;
    const first = this.#turn++ % Math.max(there.length, 1);
    return [...there.slice(first), ...there.slice(0, first)];
  }

  async #fill(name: string): Promise<void> {
    const { settings, onEvent } = this.#options;
    const instance = await Instance.start({ ...settings, name, answering: this.#answering }, onEvent);
    if (this.#closed) return instance.kill();
    // The page may have changed it during the start.
    instance.answerCalls(this.#answering);
    this.#instances.set(name, instance);
    void instance.ended.then(() => this.#replace(name));
  }

  /** Starts another instance, no matter how the last one ended, and tries again until one runs. */
  #replace(name: string): void {
    if (this.#closed) return;
    const { emptyMs, onChange } = this.#options;
    onChange();
    setTimeout(() => {
      if (!this.#closed) this.#fill(name).then(onChange, () => this.#replace(name));
    }, emptyMs).unref();
  }
}
