import { setTimeout as pause } from "node:timers/promises";
import { redisStore } from "@trunkline/redis";
import type { JournalLine } from "../bot/journal.js";
import type { Callback } from "../processes/balancer.js";
import type { Caller } from "../processes/caller.js";
import { waitUntil } from "../processes/history.js";
import type { World } from "../processes/world.js";

/** Everything that is known of one run. */
export interface Evidence {
  /** What the instances wrote, oldest first. */
  readonly lines: readonly JournalLine[];
  readonly callbacks: readonly Callback[];
  /** The key of the caller's call; `""` when nobody ever took it in. */
  readonly main: string;
  /** What is left in the inbox of each call that reached the cloud; `undefined` for a call that somebody still has. */
  readonly inboxes: ReadonlyMap<string, readonly string[] | undefined>;
  readonly caller: {
    readonly arrived: boolean;
    readonly heard: readonly string[];
    readonly pressed: string;
    readonly doorsOpened: number;
  };
}

/** What a run comes to in figures. */
export interface Figures {
  /** Callbacks that the cloud sent, and those that were acknowledged in the end. */
  readonly sent: number;
  readonly acknowledged: number;
  /** Entries of acknowledged callbacks, and those of them that a commit has applied. */
  readonly entries: number;
  readonly applied: number;
  /** Events that handlers were given, and those whose handlers came to their end at least once. */
  readonly told: number;
  readonly handled: number;
  /** Entries of acknowledged callbacks that nobody has applied. */
  readonly lost: number;
  /** Entries that more than one commit has applied. */
  readonly twice: number;
}

export function linesOf<K extends JournalLine["kind"]>(
  { lines }: Pick<Evidence, "lines">,
  kind: K,
): readonly Extract<JournalLine, { kind: K }>[] {
  return lines.filter((line): line is Extract<JournalLine, { kind: K }> => line.kind === kind);
}

/** Events whose handlers never came to their end. One of `incoming` is answered for by the decision that it made. */
export function unhandled(evidence: Pick<Evidence, "lines">): readonly string[] {
  const handled = new Set(linesOf(evidence, "handled").map(({ id }) => id));
  const told = linesOf(evidence, "told").filter(({ type }) => type !== "incoming");
  return [...new Set(told.map(({ id }) => id))].filter((id) => !handled.has(id));
}

export function figuresOf(evidence: Evidence): Figures {
  const { callbacks, inboxes } = evidence;
  const acknowledged = callbacks.filter(({ status = 0 }) => status >= 200 && status < 300);
  const numbers = new Set(acknowledged.map(({ n }) => n));
  const entries = new Set(
    linesOf(evidence, "accepted")
      .filter(({ n }) => numbers.has(n))
      .flatMap(({ call, ids }) => ids.map((id) => `${call} ${id}`)),
  );
  const waiting = new Set([...inboxes].flatMap(([call, ids]) => (ids ?? []).map((id) => `${call} ${id}`)));
  const lost = [...entries].filter((entry) => waiting.has(entry)).length;
  const told = new Set(linesOf(evidence, "told").map(({ id }) => id));
  return {
    sent: callbacks.length,
    acknowledged: acknowledged.length,
    entries: entries.size,
    applied: entries.size - lost,
    told: told.size,
    handled: told.size - unhandled(evidence).length,
    lost,
    twice: repeated(linesOf(evidence, "applied").flatMap(({ call, ids }) => ids.map((id) => `${call} ${id}`))).length,
  };
}

export function repeated(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.filter((text, index) => texts.indexOf(text) !== index))];
}

/** How long a caller is waited for, and then the end of the work on the call, ms. Many times what it takes: the machine may be busy. */
const arriveMs = 120_000;
const endMs = 30_000;

/** Waits until the caller is where they wanted to be and all work on the call has come to its end, and gathers what is known of it. */
export async function gather(world: World, caller: Caller, own: () => readonly JournalLine[]): Promise<Evidence> {
  // Where a create is not sent twice, a call whose create never left is kept until the time for setting it up is over.
  const undialed = () => (world.provider === "graph" ? undialedIn(own()) : []);
  const over = () => isOver(own(), undialed());
  const settled = await settle(() => caller.arrived || caller.cutOff, arriveMs);
  const { arrived } = caller;
  await settle(over, settled && arrived ? endMs : 1000);
  caller.leave();
  await settle(over, endMs);
  const lines = own();
  return {
    lines,
    callbacks: [...world.balancer.callbacks],
    main: mainOf(lines),
    inboxes: await inboxesOf(
      world,
      callsIn(lines).filter((call) => !undialed().includes(call)),
    ),
    caller: { arrived, heard: caller.heard, pressed: caller.pressed, doorsOpened: caller.doorsOpened },
  };
}

async function settle(there: () => boolean, withinMs: number): Promise<boolean> {
  return waitUntil("the end", withinMs, there).catch(() => false);
}

/** The caller's call: the first one that was taken in. */
export function mainOf(lines: readonly JournalLine[]): string {
  const first = lines.find((line) => line.kind === "accepted" && line.ids.includes("incoming"));
  return first?.kind === "accepted" ? first.call : "";
}

export function callsIn(lines: readonly JournalLine[]): readonly string[] {
  return [
    ...new Set(lines.flatMap((line) => (line.kind === "claimed" || line.kind === "accepted" ? [line.call] : []))),
  ];
}

/** The bot's own calls whose create never reached the cloud: the instance died over it, and no callback was ever sent for them. */
export function undialedIn(lines: readonly JournalLine[]): readonly string[] {
  const dead = new Set(lines.flatMap(({ kind, by }) => (kind === "died" ? [by] : [])));
  const known = new Set(lines.flatMap((line) => (line.kind === "accepted" ? [line.call] : [])));
  return callsIn(lines).filter((call) => {
    const begun = lines.find((line) => line.kind === "claimed" && line.call === call);
    return begun !== undefined && dead.has(begun.by) && !known.has(call);
  });
}

/** Every call has ended, `undialed` ones aside, and the handlers of everything that was told have come to their end. */
function isOver(lines: readonly JournalLine[], undialed: readonly string[]): boolean {
  const ended = new Set(
    lines.flatMap((line) => (line.kind === "handled" && line.type === "call-ended" ? [line.call] : [])),
  );
  const calls = callsIn(lines).filter((call) => !undialed.includes(call));
  return calls.length > 0 && calls.every((call) => ended.has(call)) && unhandled({ lines }).length === 0;
}

/** How long no instance had the caller's call, ms; `undefined` when none had to take it over. */
export function takeoverOf(lines: readonly JournalLine[], main: string): number | undefined {
  const died = lines.find(({ kind }) => kind === "died");
  const after = died ? lines.slice(lines.indexOf(died)) : [];
  const taken = after.find((line) => line.kind === "claimed" && line.call === main && line.takenOver);
  return died && taken ? taken.at - died.at : undefined;
}

/** A claim of our own is for looking, ms. */
const leaseMs = 1000;
/** Long: the machine may be busy. */
const timeoutMs = 20_000;
const tries = 100;
const againMs = 100;

/** What is left in the inboxes of calls, by the store's own contract; `undefined` for one that somebody does not let go. */
async function inboxesOf(
  world: World,
  calls: readonly string[],
): Promise<ReadonlyMap<string, readonly string[] | undefined>> {
  const store = redisStore({ url: world.redisUrl }, { prefix: world.prefix, timeoutMs });
  try {
    const inboxes = new Map<string, readonly string[] | undefined>();
    for (const call of calls) {
      inboxes.set(call, undefined);
      for (let left = tries; left > 0 && inboxes.get(call) === undefined; left--) {
        const held = await store.claim(leaseMs, call);
        if (!held) {
          await pause(againMs);
          continue;
        }
        inboxes.set(
          call,
          held.inbox.map(({ id }) => id),
        );
        await store.commit(held.lease, { release: true, forgetInMs: 60_000 }, leaseMs);
      }
    }
    return inboxes;
  } finally {
    await store.close();
  }
}
