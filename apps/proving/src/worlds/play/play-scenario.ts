import type { Clock } from "@trunkline/core";
import type { Act, CallScript, Scenario } from "../script/scenario.js";
import type { WorldCloud, WorldPerson, WorldProvider } from "../stage/cloud.js";
import type { Harness } from "../stage/harness.js";
import { openWorld, type World, type WorldOptions } from "../stage/world.js";
import { Bot, labelOf } from "./bot.js";
import { makeFault, type Struck } from "./faults.js";
import { type History, openHistory } from "./history.js";

/** What remains of a world when it is over. */
export interface Played {
  readonly provider: WorldProvider;
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

/** Plays one scenario on one provider, from the first call until nothing more can happen. */
export async function playScenario(
  harness: Harness,
  provider: WorldProvider,
  scenario: Scenario,
  options: Pick<WorldOptions, "seed" | "spoilStore">,
): Promise<Played> {
  const world = await openWorld(harness, provider, { ...options, instances: scenario.instances });
  const { cloud, clock, instances, ledger, acknowledged } = world;
  const startedAt = clock.now();
  const history = openHistory();
  const bot = new Bot(scenario, clock, history);
  for (const [index, { calling }] of instances.entries()) bot.serve(calling, index);
  for (const [who, reaction] of Object.entries(scenario.helpers)) cloud.person(who).reacts(reaction);
  const fault = makeFault(world, scenario.faults);
  for (const [index, script] of scenario.calls.entries())
    clock.setTimer(script.startMs, () => beginCall(world, bot, script, index));

  await clock.advance(sceneMs);
  fault.stop();
  for (const ms of curtainMs) {
    cloud.hangUpEveryone();
    await clock.advance(ms);
  }

  const [first] = instances;
  if (!first) throw new Error("The world has no instance.");
  const live: string[] = [];
  for await (const ref of first.calling.list()) live.push(ref);
  const remembered = (await ledger.store.list()).keys;
  const onTheLine = cloud.running();
  const struck = fault.struck();
  const wire = cloud
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
function beginCall({ cloud, clock, instances }: World, bot: Bot, script: CallScript, index: number): void {
  if (script.direction === "outgoing") {
    cloud.person(script.who).reacts(script.reaction);
    const instance = instances[index % instances.length];
    if (instance) void bot.call(instance.calling, script, labelOf(script));
  }
  followScript(cloud, clock, script);
}

/** Makes a person follow the script from now on. */
function followScript(cloud: WorldCloud, clock: Clock, script: CallScript): void {
  const person = cloud.person(script.who);
  const callId = script.direction === "incoming" ? person.dial() : undefined;
  for (const act of script.acts) clock.setTimer(act.atMs, () => doAct(person, clock, act, callId));
}

function doAct(person: WorldPerson, clock: Clock, { act }: Act, callId: string | undefined): void {
  switch (act.do) {
    case "press":
      return person.press(act.keys, act.gapMs, callId);
    case "hang-up":
      return person.hangUp(callId);
    case "share":
      person.share(true, callId);
      clock.setTimer(act.forMs, () => person.share(false, callId));
  }
}
