import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type Simulator, startSimulator } from "@trunkline/simulator";
import { numbers, type Provider } from "../bot/settings.js";
import { Balancer } from "./balancer.js";
import { History } from "./history.js";
import { Instance } from "./instance.js";

const people = [
  { id: "ada", party: "+14255550123" },
  { id: "bob", party: numbers.person, reaction: { kind: "answer", afterMs: 200 } },
  { id: "door", party: numbers.door, reaction: { kind: "answer", afterMs: 200 } },
] as const;

/** How long after the start of the bot's question Bob presses the key, ms. */
const pressAfterMs = 120;

/** Bob takes every caller about whom the bot asks him. */
function takesCallers(simulator: Simulator): void {
  simulator.subscribe((message) => {
    if (message.type !== "heard" || message.personId !== "bob" || message.sound.kind !== "prompt") return;
    if (basename(message.sound.title ?? "", ".wav") !== "accept") return;
    const { callId } = message;
    const there = () =>
      simulator
        .person("bob")
        .calls()
        .some(({ id }) => id === callId);
    setTimeout(() => there() && simulator.person("bob").press("1", { callId }), pressAfterMs);
  });
}

export interface ClusterOptions {
  readonly provider: Provider;
  readonly redisUrl: string;
  readonly instances?: number;
  readonly leaseMs?: number;
  /** How long instances wait for Redis, ms. The balancer waits half as long again, so that it gets their 503 instead of a timeout. */
  readonly storeTimeoutMs?: number;
}

const defaultStoreTimeoutMs = 1000;

let clusters = 0;

/** One bot as several processes behind a balancer, with one Redis and one simulated cloud. */
export class Cluster implements AsyncDisposable {
  readonly provider: Provider;
  readonly simulator: Simulator;
  readonly balancer: Balancer;
  readonly history: History;
  readonly prefix: string;
  /** The cluster's own folder. */
  readonly folder: string;
  readonly #url: string;
  readonly #options: ClusterOptions;
  readonly #instances: Instance[] = [];
  #names = 0;
  #closed = false;

  private constructor(options: ClusterOptions, url: string, balancer: Balancer, simulator: Simulator, folder: string) {
    this.provider = options.provider;
    this.simulator = simulator;
    this.balancer = balancer;
    this.folder = folder;
    this.prefix = `cluster-${process.pid}-${++clusters}:`;
    this.history = new History(join(folder, "journal"));
    this.#url = url;
    this.#options = options;
    balancer.upstreams = () => this.instances;
  }

  static async start(options: ClusterOptions): Promise<Cluster> {
    const folder = mkdtempSync(join(tmpdir(), "trunkline-instances-"));
    writePrompts(folder);
    const { storeTimeoutMs = defaultStoreTimeoutMs } = options;
    const balancer = new Balancer(1.5 * storeTimeoutMs);
    const url = await balancer.open();
    const simulator = await startSimulator({ people, media: folder });
    const { provider } = options;
    takesCallers(simulator);
    await simulator.registerBot({ cloud: provider, webhookUrl: url, number: numbers.bot });
    const cluster = new Cluster(options, url, balancer, simulator, folder);
    await cluster.fill();
    return cluster;
  }

  get redisUrl(): string {
    return this.#options.redisUrl;
  }

  /** The live instances, oldest first. */
  get instances(): readonly Instance[] {
    return this.#instances.filter(({ alive }) => alive);
  }

  instance(name: string): Instance {
    const found = this.#instances.find((one) => one.name === name);
    if (found) return found;
    throw new Error(`there is no instance ${name}`);
  }

  /** Starts the missing instances. */
  async fill(): Promise<void> {
    const missing = (this.#options.instances ?? 3) - this.instances.length;
    await Promise.all(Array.from({ length: missing }, () => this.add()));
  }

  /**
   * From now on a dead instance is replaced at once, as an orchestrator would.
   * @param prepare is called with every new instance.
   * @returns a function that stops the replacement, and resolves when no instance is missing.
   */
  replaceDead(prepare: (instance: Instance) => Promise<unknown>): () => Promise<void> {
    const replacing: Promise<void>[] = [];
    let stopped = false;
    const watch = (instance: Instance) => void instance.gone().then(() => replace());
    const replace = () => {
      if (stopped || this.#closed) return;
      const added = this.add().then(async (instance) => {
        await prepare(instance);
        watch(instance);
      });
      replacing.push(added.catch(() => {}));
    };
    for (const instance of this.instances) watch(instance);
    return async () => {
      stopped = true;
      await Promise.all(replacing);
      await this.fill();
    };
  }

  async add(): Promise<Instance> {
    const { provider, redisUrl, leaseMs = 1500, storeTimeoutMs = defaultStoreTimeoutMs } = this.#options;
    const instance = await Instance.start(
      {
        ...{ name: `i${++this.#names}`, provider, url: this.#url, redisUrl, prefix: this.prefix },
        ...{ leaseMs, storeTimeoutMs },
        options: { ...this.simulator[provider] },
        journal: this.history.file,
        prompts: `${this.simulator.url}/_sim/media`,
      },
      this.history,
    );
    this.#instances.push(instance);
    return instance;
  }

  /** The address of a prompt. */
  prompt(name: string): string {
    return `${this.simulator.url}/_sim/media/${name}.wav`;
  }

  /** The instance with the last claim of a call. */
  holderOf(call: string): string | undefined {
    return this.history.of("claimed").findLast((line) => line.call === call)?.by;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#instances.map((instance) => instance.kill()));
    await this.balancer.close();
    await this.simulator.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The bot's prompts and their lengths, ms. */
const prompts = {
  pin: 400,
  menu: 300,
  "not-heard": 150,
  "wrong-pin": 150,
  opened: 150,
  connecting: 150,
  accept: 300,
  goodbye: 150,
  music: 8000,
};

const bytesPerMs = 32;

/** Writes the prompts as files: 16 kHz, 16 bit, mono, silent. */
export function writePrompts(folder: string): void {
  for (const [name, ms] of Object.entries(prompts)) writeFileSync(join(folder, `${name}.wav`), wav(ms));
}

function wav(ms: number): Buffer {
  const size = ms * bytesPerMs;
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + size, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(16_000, 24);
  head.writeUInt32LE(16_000 * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36);
  head.writeUInt32LE(size, 40);
  return Buffer.concat([head, Buffer.alloc(size)]);
}
