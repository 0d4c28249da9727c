import { deepEqual, equal, ok } from "node:assert/strict";
import { type PartyLike, partyKey, toParty } from "@trunkline/core";
import { type AdapterCase, type AdapterContext, inGroup, type SuiteCall } from "../../stage/adapter-case.js";
import { onTheLine, partiesIn, together } from "../../stage/calls.js";
import { told } from "../../stage/events.js";

/** Who is on a call. */
export const participants: readonly AdapterCase[] = [
  ...inGroup("participants", { observes: ["oneToOneRoster"], line: true }, [
    {
      name: "the other side of a one-to-one call is on its roster",
      async run(context) {
        const call = await onTheLine(context);
        await isOnRoster(context, call, [context.under.ada.party]);
      },
    },
    {
      name: "a roster that arrives twice is told once",
      async run(context) {
        context.callbacks.delivery = "twice";
        const call = await onTheLine(context);
        await isOnRoster(context, call, [context.under.ada.party]);
        await context.pass(5_000);
        const arrived = context.requests.readings
          .flatMap(({ parsed }) => parsed.signals)
          .filter(({ kind }) => kind === "participants");
        ok(told(context, "participants-changed").length <= arrived.length / 2, "one roster was told as a change twice");
      },
    },
  ]),
  ...inGroup("participants", { verbs: ["create"], observes: ["groupRoster"], parts: ["group"] }, [
    {
      name: "everybody in a group call is on its roster, and whoever leaves is not",
      async run(context) {
        const call = await together(context);
        const [first, ...others] = context.under.group ?? [];
        await isOnRoster(context, call, partiesIn(context.under.group));
        await first?.hangUp?.();
        await context.until("who has left is off the roster", async () => {
          const there = await keysOn(call);
          return first && !there.includes(keyOf(first.party)) ? there : undefined;
        });
        await isOnRoster(context, call, partiesIn(others));
      },
    },
    {
      name: "a roster that was overtaken by a later one does not take its place",
      async run(context) {
        const { callbacks, requests, under } = context;
        const call = await together(context, () => {
          callbacks.delivery = "held";
        });
        await context.pass(2_000);
        await callbacks.release("reversed");
        await context.finish("the group call connects", call.connected);
        await context.pass(2_000);
        const numbered = requests.readings.some(({ parsed }) =>
          parsed.signals.some((signal) => signal.kind === "participants" && signal.sequence !== undefined),
        );
        // `changedIn` does not tell an overtaken roster from one that somebody has left.
        if (!numbered) context.leaveOut(`${under.adapter.name} does not number rosters`);
        await isOnRoster(context, call, partiesIn(under.group));
      },
    },
    {
      name: "a roster that says when each participant last changed says so of all of them, and has no number of its own",
      async run(context) {
        const { requests, under } = context;
        const call = await together(context);
        await isOnRoster(context, call, partiesIn(under.group));
        const rosters = requests.readings.flatMap(({ parsed }) =>
          parsed.signals.flatMap((signal) => (signal.kind === "participants" && signal.changedIn ? [signal] : [])),
        );
        if (rosters.length === 0) context.leaveOut(`${under.adapter.name} does not say when participants changed`);
        for (const { participants, changedIn = {}, sequence } of rosters) {
          deepEqual(
            participants.filter(({ id }) => !Number.isSafeInteger(changedIn[id])),
            [],
          );
          equal(sequence, undefined);
        }
      },
    },
  ]),
];

/** These are on the call; the bot may be, too. */
async function isOnRoster(context: AdapterContext, call: SuiteCall, parties: readonly PartyLike[]): Promise<void> {
  const wanted = parties.map(keyOf).sort();
  const there = async () => (await keysOn(call)).filter((key) => wanted.includes(key)).sort();
  await context
    .until("they are on the roster", async () => ((await there()).length === wanted.length ? true : undefined))
    .catch(async () => deepEqual(await keysOn(call), wanted));
}

async function keysOn(call: SuiteCall): Promise<readonly string[]> {
  return (await call.participants()).map(({ party }) => partyKey(party));
}

function keyOf(party: PartyLike): string {
  return partyKey(toParty(party));
}

/** Screens that are shared. */
export const contentSharing = inGroup(
  "content sharing",
  { observes: ["contentSharing"], line: true, ada: ["startSharing", "stopSharing"] },
  [
    {
      name: "that somebody begins and stops to share is told, of one session",
      async run(context) {
        await onTheLine(context);
        await share(context);
        deepEqual(changes(context), ["started", "ended"]);
        const [started, ended] = told(context, "content-sharing-changed");
        deepEqual(ended?.session, started?.session);
      },
    },
    {
      name: "callbacks about it that arrive twice are told once",
      async run(context) {
        await onTheLine(context);
        context.callbacks.delivery = "twice";
        await share(context);
        deepEqual(changes(context), ["started", "ended"]);
      },
    },
  ],
);

async function share(context: AdapterContext): Promise<void> {
  await context.under.ada.startSharing?.();
  await context.pass(2_000);
  await context.under.ada.stopSharing?.();
  await context.pass(2_000);
}

function changes(context: AdapterContext): readonly string[] {
  return told(context, "content-sharing-changed").map(({ change }) => change);
}
