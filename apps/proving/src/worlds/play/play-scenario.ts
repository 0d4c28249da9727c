import type { Provider } from "../../scenarios/kit/provider.js";
import type { CallScript, Scenario } from "../script/scenario.js";
import type { Playhouse } from "../stage/playhouse.js";
import { openWorld, type World, type WorldOptions } from "../stage/world.js";
import { Bot, labelOf } from "./bot.js";
import { type Diary, openDiary } from "./diary.js";
import { everybodyHangsUp, followScript } from "./people.js";
import { makeTrouble, type Struck } from "./troubles.js";

/** What is left of a world when it is over. */
export interface Played {
  readonly provider: Provider;
  readonly scenario: Scenario;
  readonly diary: Diary;
  readonly ledger: World["ledger"];
  readonly acknowledged: World["acknowledged"];
  readonly observations: World["instances"][number]["calling"]["capabilities"]["observations"];
  readonly struck: Struck;
  /** Refs that the bot still lists as live. */
  readonly live: readonly string[];
  /** Keys of calls that the store has not forgotten. */
  readonly remembered: readonly string[];
  /** Calls that go on at the cloud. */
  readonly onTheLine: number;
  /** Timers that the bot has left behind after its end. */
  readonly timers: number;
  /** Every exchange with the cloud, one line each. */
  readonly wire: readonly string[];
}

/** Until all that is scripted has happened. */
const sceneMs = 75_000;
/** After everybody has hung up: enough for every ring, every question to the provider and every deadline, and for the store to forget. */
const curtainMs = [20_000, 150_000, 240_000];

/** Plays one scenario on one cloud, from the first call until nothing can happen any more. */
export async function playScenario(
  house: Playhouse,
  provider: Provider,
  scenario: Scenario,
  options: Pick<WorldOptions, "seed" | "spoilStore">,
): Promise<Played> {
  const world = await openWorld(house, provider, { ...options, instances: scenario.instances });
  const { simulator, clock, instances, ledger, acknowledged } = world;
  const startedAt = clock.now();
  const diary = openDiary();
  const bot = new Bot(scenario, clock, diary);
  for (const [index, { calling }] of instances.entries()) bot.serve(calling, index);
  for (const [who, reaction] of Object.entries(scenario.helpers)) simulator.person(who).reacts(reaction);
  const trouble = makeTrouble(world, scenario.troubles);
  for (const [index, script] of scenario.calls.entries())
    clock.setTimer(script.startMs, () => raise(world, bot, script, index));

  await clock.advance(sceneMs);
  trouble.stop();
  for (const ms of curtainMs) {
    everybodyHangsUp(simulator);
    await clock.advance(ms);
  }

  const [first] = instances;
  if (!first) throw new Error("There is no bot in this world.");
  const live: string[] = [];
  for await (const ref of first.calling.list()) live.push(ref);
  const remembered = (await ledger.store.list()).keys;
  const onTheLine = simulator.calls().filter(({ endedAt }) => endedAt === undefined).length;
  const struck = trouble.struck();
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
    diary,
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

/** A call of the script begins. */
function raise({ simulator, clock, instances }: World, bot: Bot, script: CallScript, index: number): void {
  if (script.direction === "outgoing") {
    simulator.person(script.who).reacts(script.reaction);
    const instance = instances[index % instances.length];
    if (instance) void bot.call(instance.calling, script, labelOf(script));
  }
  followScript(simulator, clock, script);
}
