import { randomUUID } from "node:crypto";
import type { Adapter, Call, Calling, CallingOptions, IncomingCall } from "@trunkline/core";
import { type JournalEntries, journalSchema } from "../cloud/exchanges.js";
import { inParallel } from "../measure/in-parallel.js";
import type { CallAddress } from "../wire/call-address.js";
import type { CloudName } from "../wire/cloud-name.js";
import { identity } from "../wire/identity.js";
import type { Keys } from "../wire/keys.js";
import { type Letter, type Letters, lettersOf } from "../wire/letters.js";
import { createTokenWriter } from "../wire/token-writer.js";
import { openCalling } from "./open-calling.js";

/** How many callbacks or requests are under way at once where nothing is measured. */
const atOnce = 64;

/** A call that came in, in the hands of its handler: until `done`, it may still decide. */
export interface Offered {
  readonly incoming: IncomingCall<Adapter>;
  done(): void;
}

/** A bot on Trunkline with the canned cloud behind it, and callbacks handed over within the process. */
export class Bot {
  readonly calling: Calling<Adapter>;
  readonly letters: Letters;
  readonly #cloudUrl: string;
  readonly #url: string;
  readonly #token: string;
  /** Who waits for an incoming call, by the order in which they come. */
  readonly #waiting: ((offered: Offered) => void)[] = [];

  private constructor(calling: Calling<Adapter>, letters: Letters, cloudUrl: string, url: string, token: string) {
    this.calling = calling;
    this.letters = letters;
    this.#cloudUrl = cloudUrl;
    this.#url = url;
    this.#token = token;
    // The handler has to last until the call is decided.
    calling.on("incoming", (incoming) => new Promise<void>((done) => this.#waiting.shift()?.({ incoming, done })));
  }

  static async open(
    cloud: CloudName,
    cloudUrl: string,
    keys: Keys,
    options: Omit<CallingOptions<Adapter, unknown>, "adapter" | "url"> & { readonly url: string },
  ): Promise<Bot> {
    const { url, ...given } = options;
    const write = await createTokenWriter(keys);
    return new Bot(
      openCalling(cloud, cloudUrl, url, given),
      lettersOf(cloud, given.clock?.now),
      cloudUrl,
      url,
      await write(cloud),
    );
  }

  /** Hands a callback over. @throws Error when it is not taken. */
  async deliver(letter: Letter): Promise<void> {
    const { status } = await this.calling.handle(this.#requestOf(letter));
    if (status >= 300) throw new Error(`a callback was answered with ${status}`);
  }

  async deliverAll(letters: readonly Letter[]): Promise<void> {
    await inParallel(letters.length, atOnce, async (index) => {
      const letter = letters[index];
      if (letter) await this.deliver(letter);
    });
  }

  /** So many people call; resolves to their calls, undecided. */
  async ring(count: number): Promise<readonly Offered[]> {
    const offered = Array.from({ length: count }, () => new Promise<Offered>((resolve) => this.#waiting.push(resolve)));
    await this.deliverAll(Array.from({ length: count }, () => this.letters.incoming(this.#url, randomUUID())));
    return Promise.all(offered);
  }

  /** So many calls that came in and are connected. */
  async answer(count: number): Promise<readonly CallAddress[]> {
    const offered = await this.ring(count);
    await inParallel(count, atOnce, async (index) => {
      await offered[index]?.incoming.answer().accepted;
      offered[index]?.done();
    });
    return this.connect();
  }

  /** So many calls that the bot made and that are connected. */
  async call(count: number): Promise<readonly CallAddress[]> {
    await inParallel(count, atOnce, () => this.create());
    return this.connect();
  }

  /** The handle of a call that the cloud has taken. */
  create(): Promise<Call<Adapter>> {
    return this.calling.create({ to: identity.personNumber, from: identity.botNumber });
  }

  /** Connects the calls that the cloud has been asked for since the last time. */
  async connect(): Promise<readonly CallAddress[]> {
    const { calls } = await this.journal();
    await this.deliverAll(calls.map(this.letters.connected));
    return calls;
  }

  async end(calls: readonly CallAddress[]): Promise<void> {
    await this.deliverAll(calls.map(this.letters.ended));
  }

  /** What the cloud has been asked for since the last time. */
  async journal(): Promise<JournalEntries> {
    const response = await fetch(`${this.#cloudUrl}/journal?bot=${encodeURIComponent(new URL(this.#url).origin)}`);
    return journalSchema.parse(await response.json());
  }

  #requestOf({ url, signed, headers, body }: Letter): Request {
    const authorization = signed ? { authorization: `Bearer ${this.#token}` } : {};
    return new Request(url, { method: "POST", headers: { ...headers, ...authorization }, body });
  }
}
