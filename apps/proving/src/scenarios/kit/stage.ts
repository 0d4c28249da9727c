import { once } from "node:events";
import { createServer } from "node:http";
import { type Adapter, type Call, type Calling, type CallingOptions, type Clock, createCalling } from "@trunkline/core";
import {
  type BotRegistration,
  type FaultSpec,
  type ManualClock,
  manualClock,
  type PersonHandle,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "@trunkline/simulator";
import { nodeListener } from "trunkline/node";
import { type Callback, relayCallbacks, requestOf, type Tamper } from "./callbacks.js";
import { adapterOn, botNumber, cast, type Provider, people } from "./cast.js";
import { type Recorder, record } from "./trace.js";

export interface StageOptions {
  /** `process`: callbacks are handed over within the process. `http`: they arrive at a local listener. Default `process`. */
  readonly delivery?: "process" | "http";
  /** Adapter options that replace the simulator's. */
  readonly adapter?: object;
  /** Further adapter options that depend on the simulator. */
  readonly adapterFor?: (simulator: Simulator) => object;
  /** Wraps the adapter. */
  readonly wrap?: (adapter: Adapter) => Adapter;
  /** Derives the bot's clock from the cloud's. Default: one clock for both. */
  readonly botClock?: (clock: ManualClock) => Clock;
  readonly calling?: Partial<Omit<CallingOptions<Adapter, unknown>, "adapter" | "clock">>;
  readonly simulator?: SimulatorOptions;
  readonly registration?: Partial<BotRegistration>;
  /** Faults from the start. */
  readonly faults?: readonly FaultSpec[];
  /** Changes every callback in transit. */
  readonly tamper?: Tamper;
}

/** A bot on one cloud, the people it talks to, and one clock for all of them. */
export interface Stage extends AsyncDisposable {
  readonly provider: Provider;
  readonly simulator: Simulator;
  readonly clock: ManualClock;
  readonly calling: Calling<Adapter>;
  /** Every event that the bot received. */
  readonly record: Recorder;
  /** The callback address of the bot. */
  readonly url: string;
  /** Every callback that reached the bot, and the status of each answer. */
  readonly callbacks: readonly Callback[];
  readonly answers: readonly number[];
  /** With `http`: sends the callbacks to another bot. */
  routeTo(calling: Pick<Calling, "handle">): void;
  /** Posts a callback that the test has made. */
  post(callback: Callback): Promise<Response>;
  /** How many requests of the bot the cloud has received. */
  requests(): number;
  /** A person of the cast, or another of the simulator. */
  person(name: string): PersonHandle;
  advance(ms: number): Promise<void>;
  /** Advances the clock from timer to timer until the promise settles; fails when it takes longer than `withinMs`. */
  when<T>(promise: Promise<T>, withinMs?: number): Promise<T>;
}

/** A second bot beside that of the stage. Its disposal does not drain, because nothing advances the clock then. */
export function closedAtOnce<A extends Adapter>(calling: Calling<A>): Calling<A> {
  return { ...calling, [Symbol.asyncDispose]: () => calling.close({ drainMs: 0 }) };
}

/** Nothing listens here: callbacks are handed over within the process. */
const address = "https://bot.example.com/calls";

export async function startStage(provider: Provider, options: StageOptions = {}): Promise<Stage> {
  const clock = manualClock();
  const simulator = await startSimulator({ clock, people, ...options.simulator });
  const listener = options.delivery === "http" ? await openListener() : undefined;
  const url = listener?.url ?? address;
  const botClock = options.botClock?.(clock) ?? clock;
  const over = { clock: botClock, ...options.adapter, ...options.adapterFor?.(simulator) };
  const adapter = adapterOn(provider, simulator, over);
  // Errors are in the record; a scenario about log lines sets its own logger.
  const quiet = { url, logger: false, ...options.calling } as const;
  const calling = createCalling({ ...quiet, adapter: options.wrap?.(adapter) ?? adapter, clock: botClock });
  const box = relayCallbacks(calling, options.tamper);
  if (listener) listener.routeTo(box);
  else simulator.deliver = box.handle;
  for (const fault of options.faults ?? []) simulator.faults.add(fault);
  const registration = { cloud: provider, webhookUrl: url, number: botNumber, ...options.registration };
  await simulator.registerBot(registration);
  return {
    provider,
    simulator,
    clock,
    calling,
    url,
    record: record(calling),
    callbacks: box.callbacks,
    answers: box.answers,
    routeTo: (other) => listener?.routeTo(other),
    post: (callback) => calling.handle(requestOf(callback)),
    requests: () => simulator.log().filter(({ direction }) => direction === "from-bot").length,
    person: (name) => simulator.person(name),
    advance: (ms) => simulator.advance(ms),
    when: (promise, withinMs = 5 * 60_000) => advanceUntil(clock, promise, withinMs),
    async [Symbol.asyncDispose]() {
      // A close that a test started and did not await still needs its time to pass.
      await advanceUntil(clock, calling.close({ drainMs: 0 }), 10 * 60_000);
      await listener?.close();
      await simulator.close();
    },
  };
}

/** Advances the clock from timer to timer until the promise settles. */
export async function advanceUntil<T>(clock: ManualClock, promise: Promise<T>, withinMs: number): Promise<T> {
  const until = clock.now() + withinMs;
  let settled = false;
  const settle = () => {
    settled = true;
  };
  promise.then(settle, settle);
  for (await clock.advance(0); !settled && clock.now() < until; ) {
    const next = Math.min(clock.nextTimerAt() ?? until, until);
    await clock.advance(Math.max(next - clock.now(), 0));
  }
  if (!settled) throw new Error(`The promise did not settle within ${withinMs} ms of the manual clock.`);
  return promise;
}

/** Calls Ada, who answers at once. */
export async function onTheLine(stage: Stage): Promise<Call> {
  stage.person("ada").reacts({ kind: "answer" });
  const call = await stage.calling.create({ to: cast.ada, from: botNumber });
  await stage.when(call.connected);
  return call;
}

/** The last callback that arrived at the address of a call: its token is still valid. */
export function callbackTo(stage: Stage, call: Pick<Call, "id">): Callback {
  const callback = stage.callbacks.findLast(({ url }) => url.includes(call.id));
  if (!callback) throw new Error("No callback arrived at the address of the call.");
  return callback;
}

/** A local HTTP listener for callbacks. */
export interface CallbackListener {
  readonly url: string;
  /** Passes every request to this bot from now on. */
  routeTo(calling: Pick<Calling, "handle">): void;
  close(): Promise<void>;
}

/** Opens a listener. The bot is set later, because it needs the address first. */
export async function openListener(): Promise<CallbackListener> {
  let bot: Pick<Calling, "handle"> | undefined;
  const handle = async (request: Request) => bot?.handle(request) ?? new Response(null, { status: 503 });
  const server = createServer(nodeListener({ handle }));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The listener has no port.");
  return {
    url: `http://127.0.0.1:${address.port}/calls`,
    routeTo(calling) {
      bot = calling;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
