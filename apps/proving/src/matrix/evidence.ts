import { setTimeout as pause } from "node:timers/promises";
import { redisStore } from "@trunkline/redis";
import type { JournalLine } from "../bot/journal.js";
import type { TrackedCallback } from "../processes/balancer.js";
import type { Caller } from "../processes/caller.js";
import type { Cluster } from "../processes/cluster.js";
import { waitUntil } from "../processes/history.js";
import type { Stay } from "../processes/stays.js";

/** Everything that is known about one run. */
export interface Evidence {
  /** The journal of the instances, oldest first. */
  readonly lines: readonly JournalLine[];
  readonly callbacks: readonly TrackedCallback[];
  /** The key of the caller's call; `""` when it was never accepted. */
  readonly main: string;
  /** What is left in the inbox of each call that reached the cloud; `undefined` for a call that an instance still holds. */
  readonly inboxes: ReadonlyMap<string, readonly string[] | undefined>;
  readonly caller: {
    readonly arrived: boolean;
    readonly heard: readonly string[];
    readonly pressed: string;
    readonly doorsOpened: number;
  };
  /** Who was connected with whom, oldest first. */
  readonly stays: readonly Stay[];
}

/** A run in figures. */
export interface Figures {
  /** Callbacks that the cloud sent, and how many were acknowledged in the end. */
  readonly sent: number;
  readonly acknowledged: number;
  /** Entries of acknowledged callbacks, and how many of them a commit applied. */
  readonly entries: number;
  readonly applied: number;
  /** Events delivered to handlers, and how many had a handler that finished. */
  readonly delivered: number;
  readonly handled: number;
  /** Entries of acknowledged callbacks that were never applied. */
  readonly lost: number;
  /** Entries that more than one commit applied. */
  readonly twice: number;
}

export function linesOf<K extends JournalLine["kind"]>(
  { lines }: Pick<Evidence, "lines">,
  kind: K,
): readonly Extract<JournalLine, { kind: K }>[] {
  return lines.filter((line): line is Extract<JournalLine, { kind: K }> => line.kind === kind);
}

/** Events without a handler that finished. `incoming` does not count: its decision stands for it. */
export function unhandled(evidence: Pick<Evidence, "lines">): readonly string[] {
  const handled = new Set(linesOf(evidence, "handled").map(({ id }) => id));
  const delivered = linesOf(evidence, "delivered").filter(({ type }) => type !== "incoming");
  return [...new Set(delivered.map(({ id }) => id))].filter((id) => !handled.has(id));
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
  const delivered = new Set(linesOf(evidence, "delivered").map(({ id }) => id));
  return {
    sent: callbacks.length,
    acknowledged: acknowledged.length,
    entries: entries.size,
    applied: entries.size - lost,
    delivered: delivered.size,
    handled: delivered.size - unhandled(evidence).length,
    lost,
    twice: repeated(linesOf(evidence, "applied").flatMap(({ call, ids }) => ids.map((id) => `${call} ${id}`))).length,
  };
}

export function repeated(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.filter((text, index) => texts.indexOf(text) !== index))];
}

/** How long to wait for the caller to arrive, and then for the work on the call to end, ms. Generous, because the machine may be busy. */
const arriveMs = 120_000;
const endMs = 30_000;

/** Waits until the caller has arrived and all work on the call has ended, and gathers the evidence. */
export async function gather(cluster: Cluster, caller: Caller, own: () => readonly JournalLine[]): Promise<Evidence> {
  // Where a create is not sent twice, a call whose create was never sent is kept until its set-up time is over.
  const undialed = () => (cluster.provider === "graph" ? undialedIn(own()) : []);
  const over = () => isOver(own(), undialed());
  const settled = await settle(() => caller.arrived || caller.cutOff, arriveMs);
  const { arrived } = caller;
  await settle(over, settled && arrived ? endMs : 1000);
  caller.leave();
  await settle(over, endMs);
  caller.stays.stop();
  const lines = own();
  return {
    lines,
    callbacks: [...cluster.balancer.callbacks],
    main: mainOf(lines),
    inboxes: await inboxesOf(
      cluster,
      callsIn(lines).filter((call) => !undialed().includes(call)),
    ),
    caller: { arrived, heard: caller.heard, pressed: caller.pressed, doorsOpened: caller.doorsOpened },
    stays: caller.stays.all,
  };
}

async function settle(there: () => boolean, withinMs: number): Promise<boolean> {
  return waitUntil("the end", withinMs, there).catch(() => false);
}

/** The caller's call: the first one that was accepted. */
export function mainOf(lines: readonly JournalLine[]): string {
  const first = lines.find((line) => line.kind === "accepted" && line.ids.includes("incoming"));
  return first?.kind === "accepted" ? first.call : "";
}

export function callsIn(lines: readonly JournalLine[]): readonly string[] {
  return [
    ...new Set(lines.flatMap((line) => (line.kind === "claimed" || line.kind === "accepted" ? [line.call] : []))),
  ];
}

/** The bot's own calls whose create never reached the cloud: the instance died before, and no callback was ever sent for them. */
export function undialedIn(lines: readonly JournalLine[]): readonly string[] {
  const dead = new Set(lines.flatMap(({ kind, by }) => (kind === "died" ? [by] : [])));
  const known = new Set(lines.flatMap((line) => (line.kind === "accepted" ? [line.call] : [])));
  return callsIn(lines).filter((call) => {
    const begun = lines.find((line) => line.kind === "claimed" && line.call === call);
    return begun !== undefined && dead.has(begun.by) && !known.has(call);
  });
}

/** Every call but the `undialed` ones has ended, and every delivered event has been handled. */
function isOver(lines: readonly JournalLine[], undialed: readonly string[]): boolean {
  const ended = new Set(
    lines.flatMap((line) => (line.kind === "handled" && line.type === "call-ended" ? [line.call] : [])),
  );
  const calls = callsIn(lines).filter((call) => !undialed.includes(call));
  return calls.length > 0 && calls.every((call) => ended.has(call)) && unhandled({ lines }).length === 0;
}

/** How long the caller's call had no instance, ms; `undefined` when it was not taken over. */
export function takeoverOf(lines: readonly JournalLine[], main: string): number | undefined {
  const died = lines.find(({ kind }) => kind === "died");
  const after = died ? lines.slice(lines.indexOf(died)) : [];
  const taken = after.find((line) => line.kind === "claimed" && line.call === main && line.takenOver);
  return died && taken ? taken.at - died.at : undefined;
}

/** The lease of a claim that only looks, ms. */
const leaseMs = 1000;
/** Generous, because the machine may be busy. */
const timeoutMs = 20_000;
const tries = 100;
const againMs = 100;

/** What is left in the inboxes of calls, read through the store's contract; `undefined` for a call that stays held. */
async function inboxesOf(
  cluster: Cluster,
  calls: readonly string[],
): Promise<ReadonlyMap<string, readonly string[] | undefined>> {
  const store = redisStore({ url: cluster.redisUrl }, { prefix: cluster.prefix, timeoutMs });
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
