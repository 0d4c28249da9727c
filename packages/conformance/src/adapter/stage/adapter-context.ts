import {
  type Adapter,
  type Calling,
  type CallingEvent,
  createCalling,
  failover,
  type IncomingCall,
  type ManualClock,
  type Members,
  manualClock,
} from "@trunkline/core";
import type { AdapterContext } from "./adapter-case.js";
import type { AdapterSuiteOptions, AdapterUnderTest, BotUnderTest } from "./adapter-under-test.js";
import { Callbacks } from "./callbacks.js";
import { Requests } from "./requests.js";

const url = "https://bot.example.com/calls";
/** The first and the longest interval between two questions of `until`, ms. */
const [firstStepMs, longestStepMs] = [50, 1000];

/** Thrown by a case that is left out while it runs. */
export class LeftOut extends Error {}

/** A bot with the adapter under test, and the tools of a case. */
export interface Stage extends AsyncDisposable {
  readonly context: AdapterContext;
}

/** Makes the adapter under test and puts a bot on it. */
export async function openStage(
  setup: (bot: BotUnderTest) => Promise<AdapterUnderTest>,
  options: AdapterSuiteOptions,
): Promise<Stage> {
  const notYet = async () => new Response("the bot is not there yet", { status: 503 });
  const late: { take: BotUnderTest["handle"]; settled: () => Promise<void> } = {
    take: notYet,
    settled: async () => {},
  };
  const clock = manualClock({ settle: () => late.settled() });
  const under = await setup({ url, clock, handle: (request) => late.take(request) });
  const requests = new Requests(under.adapter);
  const calling = await opened(under, () =>
    createCalling<Adapter>({ adapter: requests.adapter, url, clock, logger: false }),
  );
  const callbacks = new Callbacks((request) => calling.handle(request));
  late.take = callbacks.take;
  late.settled = async () => {
    await settle(() => ({
      busy: requests.busy || callbacks.busy,
      count: requests.sent.length + callbacks.all.length,
    }));
    await under.settled?.();
  };
  const events: CallingEvent[] = [];
  calling.on("*", (event) => void events.push(event));
  calling.on("incoming", undecided);
  const others: Pick<Calling, "close">[] = [];
  const another: AdapterContext["another"] = (members) => {
    const adapter = failover(members);
    const opened = createCalling({ adapter: { ...adapter, members: unclosed(members) }, url, clock, logger: false });
    others.push(opened);
    opened.on("incoming", undecided);
    return opened;
  };
  return {
    context: { under, options, calling, events, callbacks, requests, another, ...time(clock, events), leaveOut },
    async [Symbol.asyncDispose]() {
      requests.releaseAnswers();
      for (const bot of [...others, calling]) await closed(bot, clock);
      await under.otherAccount?.close?.();
      await under.dispose();
    },
  };
}

/** Closing hangs up the remaining calls; throttled and unanswered requests wait on the clock. */
async function closed(calling: Pick<Calling, "close">, clock: ManualClock): Promise<void> {
  let open = true;
  const closing = calling.close({ drainMs: 0 }).finally(() => {
    open = false;
  });
  for (let seconds = 0; open && seconds < 30; seconds++) await clock.advance(1000);
  await closing;
}

/** The same adapters, which stay open when a bot that has them is closed. */
function unclosed<M extends Members>(members: M): M {
  const open = Object.entries(members).map(([name, adapter]) => [name, { ...adapter, close: async () => {} }]);
  return Object.fromEntries(open);
}

/** When opening fails, the adapter under test is disposed of. */
async function opened<T>(under: AdapterUnderTest, open: () => T): Promise<T> {
  try {
    return open();
  } catch (error) {
    await under.dispose();
    throw error;
  }
}

/** Leaves the decision to the case. */
function undecided({ signal }: IncomingCall): Promise<void> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}

function leaveOut(why: string): never {
  throw new LeftOut(why);
}

function time(clock: ManualClock, events: readonly CallingEvent[]): Pick<AdapterContext, "pass" | "until" | "finish"> {
  const until: AdapterContext["until"] = async (what, ask, withinMs = 30_000) => {
    await clock.advance(0);
    for (let [waitedMs, stepMs] = [0, firstStepMs]; ; stepMs = Math.min(stepMs * 2, longestStepMs)) {
      const answer = await ask();
      if (answer !== undefined) return answer;
      if (waitedMs >= withinMs) throw lateError(`${what}: not within ${withinMs} ms`, events);
      await clock.advance(stepMs);
      waitedMs += stepMs;
    }
  };
  return {
    pass: clock.advance,
    until,
    async finish(what, work) {
      let over = false;
      const end = () => {
        over = true;
      };
      work.then(end, end);
      await until(what, () => over || undefined);
      return work;
    },
  };
}

/** Names the last error that the bot received: what did not happen may have failed in the background. */
function lateError(message: string, events: readonly CallingEvent[]): Error {
  const last = events.findLast(({ type }) => type === "error");
  if (last?.type !== "error") return new Error(message);
  return new Error(`${message}; the bot received the error: ${String(last.error)}`, { cause: last.error });
}

/** The traffic between bot and cloud. */
export interface Traffic {
  /** Whether anything is in flight. */
  readonly busy: boolean;
  /** How many messages there have been so far. */
  readonly count: number;
}

/** How many turns of the event loop without any traffic count as quiet. */
const quietTurns = 5;
/** Work that waits on the clock never settles by itself: after this many turns the suite stops waiting. */
const mostTurns = 5000;

/** Waits until nothing is in flight. Gives up after a while on work that waits on the clock. */
async function settle(traffic: () => Traffic): Promise<void> {
  let before = traffic().count;
  for (let [turn, quiet] = [0, 0]; quiet < quietTurns && turn < mostTurns; turn++) {
    await new Promise<void>((resolve) => setImmediate(resolve));
    const { busy, count } = traffic();
    quiet = busy || count !== before ? 0 : quiet + 1;
    before = count;
  }
}
