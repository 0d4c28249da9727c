import { deepEqual, equal, ok } from "node:assert/strict";
import { type PartyLike, partyKey, toParty } from "@trunkline/core";
import { type AdapterCase, type AdapterContext, inGroup, type SuiteCall } from "../../stage/adapter-case.js";
import { onTheLine, partiesIn, sameParty, together } from "../../stage/calls.js";
import { received } from "../../stage/events.js";

/** Who is on a call. */
export const participants: readonly AdapterCase[] = [
  ...inGroup("participants", { observes: ["oneToOneRoster"], line: true }, [
    {
      name: "the other party of a one-to-one call is on its roster",
      async run(context) {
        const call = await onTheLine(context);
        await isOnRoster(context, call, [context.under.ada.party]);
      },
    },
    {
      name: "a roster that arrives twice is reported once",
      async run(context) {
        context.callbacks.delivery = "twice";
        const call = await onTheLine(context);
        await isOnRoster(context, call, [context.under.ada.party]);
        await context.pass(5_000);
        const arrived = context.requests.readings
          .flatMap(({ parsed }) => parsed.signals)
          .filter(({ kind }) => kind === "participants");
        ok(received(context, "participants-changed").length <= arrived.length / 2, "one roster was reported twice");
      },
    },
  ]),
  ...inGroup("participants", { verbs: ["create"], observes: ["groupRoster"], parts: ["group"] }, [
    {
      name: "everyone in a group call is on its roster, until they leave",
      async run(context) {
        const call = await together(context);
        const [first, ...others] = context.under.group ?? [];
        await isOnRoster(context, call, partiesIn(context.under.group));
        await first?.hangUp?.();
        await context.until("the participant who left is off the roster", async () => {
          const there = await keysOn(call);
          return first && !there.includes(keyOf(first.party)) ? there : undefined;
        });
        await isOnRoster(context, call, partiesIn(others));
      },
    },
    {
      name: "a participant has the same id in every roster, also when others leave",
      async run(context) {
        const call = await together(context);
        const [first, ...others] = context.under.group ?? [];
        await isOnRoster(context, call, partiesIn(context.under.group));
        const before = received(context, "participants-changed").length;
        await first?.hangUp?.();
        await context.until("a roster without them", () => received(context, "participants-changed")[before]);
        for (const { party } of others) {
          const rosters = received(context, "participants-changed").map(({ participants }) => participants);
          const ids = rosters.flatMap((roster) =>
            roster.filter((one) => sameParty(one.party, party)).map(({ id }) => id),
          );
          equal(new Set(ids).size, 1, `one and the same has the ids ${ids.join(", ")}`);
        }
      },
    },
    {
      name: "an outdated roster that arrives late does not replace a newer one",
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
        // `changedIn` cannot distinguish an outdated roster from one that a participant has left.
        if (!numbered) context.leaveOut(`${under.adapter.name} does not number rosters`);
        await isOnRoster(context, call, partiesIn(under.group));
      },
    },
    {
      name: "a roster that says when participants last changed says so for all of them, and has no number of its own",
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

/** The given parties are on the call; the bot may be, too. */
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

/** Screen sharing. */
export const contentSharing = inGroup(
  "content sharing",
  { observes: ["contentSharing"], line: true, ada: ["startSharing", "stopSharing"] },
  [
    {
      name: "the start and stop of sharing are reported, as one session",
      async run(context) {
        await onTheLine(context);
        await share(context);
        deepEqual(changes(context), ["started", "ended"]);
        const [started, ended] = received(context, "content-sharing-changed");
        deepEqual(ended?.session, started?.session);
      },
    },
    {
      name: "sharing callbacks that arrive twice are reported once",
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
  return received(context, "content-sharing-changed").map(({ change }) => change);
}
