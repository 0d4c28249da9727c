import { equal, ok } from "node:assert/strict";
import type { JoinTarget } from "@trunkline/core";
import { inGroup } from "../../stage/adapter-case.js";
import { callOut, ownOptions, partiesIn, pickedUp, ringing, rings, together } from "../../stage/calls.js";
import { connectsOnce, ends } from "../../stage/events.js";
import { refused, requireRepeat, sentAgain } from "../../stage/work.js";

/** The bot places calls. */
export const create = inGroup("create", { verbs: ["create"], ada: ["answer"] }, [
  {
    name: "a call that is picked up connects once and has the provider's id",
    async run(context) {
      await connectsOnce(context, await pickedUp(context));
      equal(context.under.ada.calls(), 1);
    },
  },
  {
    name: "a call is not connected before it is picked up",
    async run(context) {
      const call = await ringing(context);
      await context.pass(2_000);
      const { state } = await call.snapshot();
      ok(state === "connecting" || state === "ringing", `it is ${state}`);
    },
  },
  {
    name: "a call to several people connects",
    async run(context) {
      const { adapter, group } = context.under;
      const declared = adapter.limits.groupTargets !== undefined;
      if (!group && declared) context.leaveOut("the adapter under test has no group");
      if (!group) context.leaveOut(`${adapter.name} has no group calls (limits.groupTargets)`);
      await connectsOnce(context, await together(context));
    },
  },
  {
    name: "of several that ring until the first answers, that one has the call, and the others stop ringing",
    needs: { bob: ["answer"] },
    async run(context) {
      const { ada, bob, bot, adapter } = context.under;
      if (!adapter.limits.ringFirstTargets)
        context.leaveOut(`${adapter.name} does not ring several until the first answers (limits.ringFirstTargets)`);
      const to = partiesIn(bob ? [ada, bob] : [ada]);
      const creating = context.calling.create({ to, from: bot, ring: "first", ...ownOptions(context, "create") });
      const call = await context.finish("create is accepted", creating);
      for (const person of bob ? [ada, bob] : [ada]) await rings(context, person);
      await ada.answer?.();
      await connectsOnce(context, call);
      equal(ada.calls(), 1);
      equal(bob?.calls(), 0, "Bob's telephone still rings");
    },
  },
  {
    name: "a create whose answer was lost does not place a second call",
    async run(context) {
      const { under } = context;
      const call = await sentAgain(context, "create", () => callOut(context, under.ada.party));
      equal(under.ada.calls(), 1);
      await under.ada.answer?.();
      await context.finish("the call connects", call.connected);
    },
  },
  {
    name: "a create that is repeated as late as the adapter calls it safe does not place a second call",
    async run(context) {
      const { ada } = context.under;
      const safeForMs = requireRepeat(context, "create");
      await ringing(context);
      await context.pass(safeForMs - 1);
      const before = ada.calls();
      await context.requests.of("create")[0]?.repeat();
      await context.pass(0);
      ok(ada.calls() <= before, "it rings twice");
    },
  },
  {
    name: "hanging up a ringing call stops the ringing",
    needs: { verbs: ["hangUp"] },
    async run(context) {
      const call = await ringing(context);
      await context.finish("the hang-up is done", call.hangUp());
      await ends(context, call.ref, "hung-up");
      equal(context.under.ada.calls(), 0);
    },
  },
]);

/** One of each kind. */
const targets: readonly JoinTarget[] = [
  { kind: "teams-meeting", url: "https://example.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%7d" },
  { kind: "meeting-id", id: "1234567890" },
  { kind: "meeting-thread", threadId: "19:meeting_x@thread.v2", organizer: { id: "o", tenantId: "t" } },
  { kind: "meeting-token", token: "t" },
  { kind: "group", id: "4a7e3c1e-0d43-4a38-9b43-4f0c9c1e3a11" },
  { kind: "room", id: "99401234567890123" },
  { kind: "server-call", id: "aHR0cHM6Ly9leGFtcGxl" },
  { kind: "provider", provider: "nobody", target: { key: "x" } },
];

/** The bot joins meetings and calls. */
export const join = inGroup("join", { verbs: ["join"] }, [
  {
    name: "joining a meeting connects once",
    needs: { parts: ["meeting"] },
    async run(context) {
      const { meeting } = context.under;
      if (!meeting) throw new Error("there is no meeting");
      const call = await context.finish("join is accepted", context.calling.join(meeting, ownOptions(context, "join")));
      await connectsOnce(context, call);
    },
  },
  {
    name: "a target of an undeclared kind is refused before any request",
    async run(context) {
      const { kinds } = context.calling.capabilities.join;
      ok(kinds && kinds.length > 0, "join does not declare its kinds");
      const others = targets.filter(({ kind }) => !kinds.includes(kind));
      if (others.length === 0) context.leaveOut("it joins every kind of target");
      for (const target of others)
        equal(
          (await refused(context, `join of a ${target.kind}`, () => context.calling.join(target))).code,
          "unsupported",
        );
    },
  },
]);
