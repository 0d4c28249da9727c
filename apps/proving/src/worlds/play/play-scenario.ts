import type { Clock } from "@trunkline/core";
import { EngineError, type PersonHandle, type Simulator } from "@trunkline/simulator";
import { botNumber, type Provider, people } from "../../scenarios/kit/cast.js";
import type { Act, CallScript, Scenario } from "../script/scenario.js";
import type { Harness } from "../stage/harness.js";
import { openWorld, type World, type WorldOptions } from "../stage/world.js";
import { Bot, labelOf } from "./bot.js";
import { makeFault, type Struck } from "./faults.js";
import { type History, openHistory } from "./history.js";

/** What remains of a world when it is over. */
export interface Played {
  readonly provider: Provider;
  readonly scenario: Scenario;
  readonly history: History;
  readonly ledger: World["ledger"];
  readonly acknowledged: World["acknowledged"];
  readonly observations: World["instances"][number]["calling"]["capabilities"]["observations"];
  readonly struck: Struck;
  /** Refs of calls that the bot still lists as live. */
  readonly live: readonly string[];
  /** Keys of calls that the store has not forgotten. */
  readonly remembered: readonly string[];
  /** Calls that are still up in the cloud. */
  readonly onTheLine: number;
  /** Timers that the bot left behind. */
  readonly timers: number;
  /** Every exchange with the cloud, one line each. */
  readonly wire: readonly string[];
}

/** How long the script takes, ms. */
const sceneMs = 75_000;
/** The time after everyone has hung up: enough for every ringing, reconciliation and deadline to end, and for the store to forget. */
const curtainMs = [20_000, 150_000, 240_000];

/** Plays one scenario on one cloud, from the first call until nothing more can happen. */
export async function playScenario(
  harness: Harness,
  provider: Provider,
  scenario: Scenario,
  options: Pick<WorldOptions, "seed" | "spoilStore">,
): Promise<Played> {
  const world = await openWorld(harness, provider, { ...options, instances: scenario.instances });
  const { simulator, clock, instances, ledger, acknowledged } = world;
  const startedAt = clock.now();
  const history = openHistory();
  const bot = new Bot(scenario, clock, history);
  for (const [index, { calling }] of instances.entries()) bot.serve(calling, index);
  for (const [who, reaction] of Object.entries(scenario.helpers)) simulator.person(who).reacts(reaction);
  const fault = makeFault(world, scenario.faults);
  for (const [index, script] of scenario.calls.entries())
    clock.setTimer(script.startMs, () => beginCall(world, bot, script, index));

  await clock.advance(sceneMs);
  fault.stop();
  for (const ms of curtainMs) {
    hangUpEveryone(simulator);
    await clock.advance(ms);
  }

  const [first] = instances;
  if (!first) throw new Error("The world has no instance.");
  const live: string[] = [];
  for await (const ref of first.calling.list()) live.push(ref);
  const remembered = (await ledger.store.list()).keys;
  const onTheLine = simulator.calls().filter(({ endedAt }) => endedAt === undefined).length;
  const struck = fault.struck();
  const wire = simulator
    .log()
    .map(({ at, direction, title, status, outcome, fault, attempt }) =>
      [at - startedAt, direction === "to-bot" ? "<" : ">", title, status ?? outcome, fault, attempt].join(" ").trim(),
    );
  const { observations } = first.calling.capabilities;
  await world.close();
  return {
    provider,
    scenario,
    history,
    ledger,
    acknowledged,
    observations,
    struck,
    live,
    remembered,
    onTheLine,
    timers: clock.pending,
    wire,
  };
}

/** Starts a call of the script. */
function beginCall({ simulator, clock, instances }: World, bot: Bot, script: CallScript, index: number): void {
  if (script.direction === "outgoing") {
    simulator.person(script.who).reacts(script.reaction);
    const instance = instances[index % instances.length];
    if (instance) void bot.call(instance.calling, script, labelOf(script));
  }
  followScript(simulator, clock, script);
}

/** Makes a person follow the script from now on. */
function followScript(simulator: Simulator, clock: Clock, script: CallScript): void {
  const person = simulator.person(script.who);
  const callId = script.direction === "incoming" ? person.dial(botNumber).id : undefined;
  for (const act of script.acts) clock.setTimer(act.atMs, () => doAct(person, clock, act, callId));
}

function doAct(person: PersonHandle, clock: Clock, { act }: Act, callId: string | undefined): void {
  switch (act.do) {
    case "press":
      return ifPossible(() =>
        person.press(act.keys, { gapMs: act.gapMs, ...(callId === undefined ? {} : { callId }) }),
      );
    case "hang-up":
      return ifPossible(() => person.hangUp(callId));
    case "share":
      ifPossible(() => person.startSharing(callId));
      clock.setTimer(act.forMs, () => ifPossible(() => person.stopSharing(callId)));
  }
}

/** Everyone hangs up every call they are on. Ringing calls keep ringing: how long is up to each cloud. */
function hangUpEveryone(simulator: Simulator): void {
  for (const { id } of people) {
    if (id === undefined) continue;
    const calls = simulator.calls().filter((call) => isOn(call, id));
    for (const call of calls) ifPossible(() => simulator.person(id).hangUp(call.id));
  }
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
