import { randomUUID } from "node:crypto";
import { acs } from "@trunkline/acs";
import {
  type Adapter,
  type Call,
  type Calling,
  type CallingOptions,
  createCalling,
  type IncomingCall,
} from "@trunkline/core";
import { graph } from "@trunkline/graph";
import { inParallel } from "../measure/sample.js";
import { type JournalEntries, journalSchema } from "../processes/protocol.js";
import { type Callback, type Callbacks, callbacksOf } from "../wire/callbacks.js";
import { type CallAddress, type CloudName, identity } from "../wire/clouds.js";
import { createTokenWriter, type Keys } from "../wire/tokens.js";

/** How many callbacks or requests are in flight at once where nothing is measured. */
const atOnce = 64;

/** An incoming call whose handler is still running: it can be decided until `done`. */
export interface Offered {
  readonly incoming: IncomingCall<Adapter>;
  done(): void;
}

/** A bot on Trunkline with the canned cloud behind it, and callbacks handed over within the process. */
export class Bot {
  readonly calling: Calling<Adapter>;
  readonly callbacks: Callbacks;
  readonly #cloudUrl: string;
  readonly #url: string;
  readonly #token: string;
  /** Callers of `ring` that are waiting for an incoming call, first in, first out. */
  readonly #ringing: ((offered: Offered) => void)[] = [];

  private constructor(calling: Calling<Adapter>, callbacks: Callbacks, cloudUrl: string, url: string, token: string) {
    this.calling = calling;
    this.callbacks = callbacks;
    this.#cloudUrl = cloudUrl;
    this.#url = url;
    this.#token = token;
    // The handler must last until the call is decided.
    calling.on("incoming", (incoming) => new Promise<void>((done) => this.#ringing.shift()?.({ incoming, done })));
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
      callbacksOf(cloud, given.clock?.now),
      cloudUrl,
      url,
      await write(cloud),
    );
  }

  /** Delivers a callback. @throws Error when it is not accepted. */
  async deliver(callback: Callback): Promise<void> {
    const { status } = await this.calling.handle(this.#requestOf(callback));
    if (status >= 300) throw new Error(`a callback was answered with ${status}`);
  }

  async deliverAll(callbacks: readonly Callback[]): Promise<void> {
    await inParallel(callbacks.length, atOnce, async (index) => {
      const callback = callbacks[index];
      if (callback) await this.deliver(callback);
    });
  }

  /** People call; resolves to their undecided calls. */
  async ring(count: number): Promise<readonly Offered[]> {
    const offered = Array.from({ length: count }, () => new Promise<Offered>((resolve) => this.#ringing.push(resolve)));
    await this.deliverAll(Array.from({ length: count }, () => this.callbacks.incoming(this.#url, randomUUID())));
    return Promise.all(offered);
  }

  /** Incoming calls that are connected. */
  async answer(count: number): Promise<readonly CallAddress[]> {
    const offered = await this.ring(count);
    await inParallel(count, atOnce, async (index) => {
      await offered[index]?.incoming.answer().accepted;
      offered[index]?.done();
    });
    return this.connect();
  }

  /** Outgoing calls that are connected. */
  async call(count: number): Promise<readonly CallAddress[]> {
    await inParallel(count, atOnce, () => this.create());
    return this.connect();
  }

  /** The handle of a call that the cloud has accepted. */
  create(): Promise<Call<Adapter>> {
    return this.calling.create({ to: identity.personNumber, from: identity.botNumber });
  }

  /** Connects the calls that the cloud has accepted since the last time. */
  async connect(): Promise<readonly CallAddress[]> {
    const { calls } = await this.journal();
    await this.deliverAll(calls.map(this.callbacks.connected));
    return calls;
  }

  async end(calls: readonly CallAddress[]): Promise<void> {
    await this.deliverAll(calls.map(this.callbacks.ended));
  }

  /** The requests that the cloud has received since the last time. */
  async journal(): Promise<JournalEntries> {
    const response = await fetch(`${this.#cloudUrl}/journal?bot=${encodeURIComponent(new URL(this.#url).origin)}`);
    return journalSchema.parse(await response.json());
  }

  #requestOf({ url, signed, headers, body }: Callback): Request {
    const authorization = signed ? { authorization: `Bearer ${this.#token}` } : {};
    return new Request(url, { method: "POST", headers: { ...headers, ...authorization }, body });
  }
}

/** The defaults of a user apply to everything except the adapter and the address, unless it is given here. */
type Given = Omit<CallingOptions<Adapter, unknown>, "adapter" | "url">;

/** Opens a bot on the canned cloud. */
function openCalling(cloud: CloudName, cloudUrl: string, url: string, given: Given = {}): Calling<Adapter> {
  const clock = given.clock === undefined ? {} : { clock: given.clock };
  return createCalling<Adapter>({ adapter: adapterOf(cloud, cloudUrl, clock), url, ...given });
}

function adapterOf(cloud: CloudName, cloudUrl: string, clock: Pick<Given, "clock">): Adapter {
  const openIdConfigurationUrl = `${cloudUrl}/openid-configuration`;
  if (cloud === "acs") {
    const { accessKey, resourceId, issuer, eventGridSecret } = identity.acs;
    return acs({
      connectionString: `endpoint=${cloudUrl};accesskey=${accessKey}`,
      resourceId,
      eventGrid: { secret: eventGridSecret },
      issuer,
      openIdConfigurationUrl,
      allowInsecureConnection: true,
      ...clock,
    });
  }
  const { appId, clientSecret, tenantId, applicationInstance, issuer } = identity.graph;
  return graph({
    appId,
    clientSecret,
    tenantId,
    numbers: { [identity.botNumber]: { applicationInstance } },
    baseUrl: cloudUrl,
    authority: cloudUrl,
    openIdConfigurationUrl,
    issuers: [issuer],
    ...clock,
  });
}
