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
  /** `process`: callbacks are handed over in this process. `http`: they arrive at a listener of this machine. Default `process`. */
  readonly delivery?: "process" | "http";
  /** Options of the adapter in place of the simulator's. */
  readonly adapter?: object;
  /** More of them, of which the simulator has to be known first. */
  readonly adapterFor?: (simulator: Simulator) => object;
  /** Makes another adapter of the one for the simulator. */
  readonly wrap?: (adapter: Adapter) => Adapter;
  /** Makes the bot's clock of the cloud's. Default: one clock for both. */
  readonly botClock?: (clock: ManualClock) => Clock;
  readonly calling?: Partial<Omit<CallingOptions<Adapter, unknown>, "adapter" | "clock">>;
  readonly simulator?: SimulatorOptions;
  readonly registration?: Partial<BotRegistration>;
  /** What goes wrong from the start. */
  readonly faults?: readonly FaultSpec[];
  /** Changes every callback on its way. */
  readonly tamper?: Tamper;
}

/** A bot on one cloud, the people it talks with, and one clock for all of them. */
export interface Stage extends AsyncDisposable {
  readonly provider: Provider;
  readonly simulator: Simulator;
  readonly clock: ManualClock;
  readonly calling: Calling<Adapter>;
  /** Everything that the bot was told. */
  readonly record: Recorder;
  /** Where the clouds call back. */
  readonly url: string;
  /** Every callback that reached the bot, and what it answered. */
  readonly callbacks: readonly Callback[];
  readonly answers: readonly number[];
  /** With `http`: another process listens in place of the bot's own. */
  leadTo(calling: Pick<Calling, "handle">): void;
  /** Hands the bot a callback of the test's own making. */
  post(callback: Callback): Promise<Response>;
  /** How many requests the cloud has seen from the bot. */
  requests(): number;
  /** Somebody of the cast, or whoever else the simulator has. */
  person(name: string): PersonHandle;
  advance(ms: number): Promise<void>;
  /** Lets time pass until the promise is settled, from timer to timer; fails when it is not within the time. */
  when<T>(promise: Promise<T>, withinMs?: number): Promise<T>;
}

/** A bot beside the one of the stage. It is closed at once: nothing moves the clock while it is. */
export function closedAtOnce<A extends Adapter>(calling: Calling<A>): Calling<A> {
  return { ...calling, [Symbol.asyncDispose]: () => calling.close({ drainMs: 0 }) };
}

/** Where nothing listens: callbacks are handed over in this process. */
const address = "https://bot.example.com/calls";

export async function startStage(provider: Provider, options: StageOptions = {}): Promise<Stage> {
  const clock = manualClock();
  const simulator = await startSimulator({ clock, people, ...options.simulator });
  const door = options.delivery === "http" ? await openDoor() : undefined;
  const url = door?.url ?? address;
  const botClock = options.botClock?.(clock) ?? clock;
  const over = { clock: botClock, ...options.adapter, ...options.adapterFor?.(simulator) };
  const adapter = adapterOn(provider, simulator, over);
  // What goes wrong is in the record; a scenario that is about lines gives a logger, or none.
  const quiet = { url, logger: false, ...options.calling } as const;
  const calling = createCalling({ ...quiet, adapter: options.wrap?.(adapter) ?? adapter, clock: botClock });
  const box = relayCallbacks(calling, options.tamper);
  if (door) door.leadTo(box);
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
    leadTo: (other) => door?.leadTo(other),
    post: (callback) => calling.handle(requestOf(callback)),
    requests: () => simulator.log().filter(({ direction }) => direction === "from-bot").length,
    person: (name) => simulator.person(name),
    advance: (ms) => simulator.advance(ms),
    when: (promise, withinMs = 5 * 60_000) => advanceUntil(clock, promise, withinMs),
    async [Symbol.asyncDispose]() {
      // A close that a test has begun, and not awaited, is joined: its time has to pass.
      await advanceUntil(clock, calling.close({ drainMs: 0 }), 10 * 60_000);
      await door?.close();
      await simulator.close();
    },
  };
}

/** Moves the clock from timer to timer until the promise is settled. */
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
  if (!settled) throw new Error(`It is not settled after ${withinMs} ms of the manual clock.`);
  return promise;
}

/** Calls ada, who answers at once. */
export async function onTheLine(stage: Stage): Promise<Call> {
  stage.person("ada").reacts({ kind: "answer" });
  const call = await stage.calling.create({ to: cast.ada, from: botNumber });
  await stage.when(call.connected);
  return call;
}

/** The last callback that came to the address of a call: with a token that is good for a while. */
export function callbackTo(stage: Stage, call: Pick<Call, "id">): Callback {
  const callback = stage.callbacks.findLast(({ url }) => url.includes(call.id));
  if (!callback) throw new Error("No callback came to the address of the call.");
  return callback;
}

/** A listener of this machine that callbacks can come to. */
export interface Door {
  readonly url: string;
  /** Hands every request to the bot from now on. */
  leadTo(calling: Pick<Calling, "handle">): void;
  close(): Promise<void>;
}

/** Opens one; whom it leads to is said later, because the bot has to know its address first. */
export async function openDoor(): Promise<Door> {
  let bot: Pick<Calling, "handle"> | undefined;
  const handle = async (request: Request) => bot?.handle(request) ?? new Response(null, { status: 503 });
  const server = createServer(nodeListener({ handle }));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The listener has no port.");
  return {
    url: `http://127.0.0.1:${address.port}/calls`,
    leadTo(calling) {
      bot = calling;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
