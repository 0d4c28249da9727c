import { type Adapter, type Calling, type CallingOptions, type Clock, createCalling } from "@trunkline/core";
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
import { advanceUntil } from "./advance-until.js";
import { botNumber, people } from "./cast.js";
import { openDoor } from "./door.js";
import { type Letter, letterbox, requestOf, type Tamper } from "./letter.js";
import { adapterOn, type Provider } from "./provider.js";
import { type Recorder, record } from "./recorder.js";

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
  readonly letters: readonly Letter[];
  readonly answers: readonly number[];
  /** With `http`: another process listens in place of the bot's own. */
  leadTo(calling: Pick<Calling, "handle">): void;
  /** Hands the bot a callback of the test's own making. */
  post(letter: Letter): Promise<Response>;
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
  const box = letterbox(calling, options.tamper);
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
    letters: box.letters,
    answers: box.answers,
    leadTo: (other) => door?.leadTo(other),
    post: (letter) => calling.handle(requestOf(letter)),
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
