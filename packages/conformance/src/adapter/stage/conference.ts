import { equal } from "node:assert/strict";
import type { Adapter, AddParticipantOptions, ErrorCode, Operation, Participant, VerbName } from "@trunkline/core";
import type { AdapterContext, SuiteCall } from "./adapter-case.js";
import type { PersonUnderTest } from "./adapter-under-test.js";
import { onTheLine, rings, sameParty, together } from "./calls.js";
import { begun, failure } from "./work.js";

/** A call to which the bot can add a guest, who is not on it. */
export interface Hosted {
  readonly call: SuiteCall;
  readonly guest: PersonUnderTest;
  /** The others on the call. */
  readonly there: readonly PersonUnderTest[];
}

/** A call with Ada, and Bob as the guest; a group call where the cloud adds nobody to a call for two. */
export async function hosting(context: AdapterContext): Promise<Hosted> {
  const { ada, bob, group = [] } = context.under;
  if (bob && !isForGroups(context, "addParticipant"))
    return { call: await onTheLine(context), guest: bob, there: [ada] };
  const guest = [ada, ...(bob ? [bob] : [])].find((one) => !group.some(({ party }) => sameParty(party, one.party)));
  if (!guest || group.length === 0)
    return context.leaveOut("the adapter under test has no group beside somebody who could be added to it");
  return { call: await groupCall(context), guest, there: group };
}

/** The bot adds the guest, from its own address where somebody is called. */
export function add(
  { under }: AdapterContext,
  { call, guest }: Pick<Hosted, "call" | "guest">,
  options: AddParticipantOptions<Adapter> = {},
): Operation<Participant> {
  const from = options.replaces ? {} : { from: under.bot };
  return call.addParticipant(guest.party, { ...from, ...options });
}

/** The guest is called into the call, and picks up. */
export async function joined(context: AdapterContext, hosted: Hosted): Promise<Participant> {
  const { guest } = hosted;
  const adding = begun(add(context, hosted));
  await rings(context, guest);
  await guest.answer?.();
  return context.finish("the guest is added", adding);
}

/** A call with at least two others, all of whom are on its roster. */
export interface Assembled {
  readonly call: SuiteCall;
  readonly people: readonly PersonUnderTest[];
}

export async function assembled(context: AdapterContext): Promise<Assembled> {
  const { under } = context;
  if (under.group && under.adapter.verbs.create) return { call: await groupCall(context), people: under.group };
  if (!under.adapter.verbs.addParticipant)
    return context.leaveOut("the adapter under test has no group, and addParticipant is not there to make one");
  const hosted = await hosting(context);
  await joined(context, hosted);
  const people = [...hosted.there, hosted.guest];
  for (const person of people) await participantOf(context, hosted.call, person);
  return { call: hosted.call, people };
}

async function groupCall(context: AdapterContext): Promise<SuiteCall> {
  const call = await together(context);
  await context.finish("the group call connects", call.connected);
  for (const person of context.under.group ?? []) await participantOf(context, call, person);
  return call;
}

/** Whether the adapter has the verb on group calls alone. */
function isForGroups({ under: { adapter } }: AdapterContext, verb: VerbName): boolean {
  return Object.hasOwn(adapter.narrow?.({ memo: null, group: false }) ?? {}, verb);
}

/** The person as the roster of the call has them, which may take a moment. */
export function participantOf(
  { until }: AdapterContext,
  call: SuiteCall,
  { party }: PersonUnderTest,
): Promise<Participant> {
  return until("they are on the roster", async () =>
    (await call.participants()).find((one) => sameParty(one.party, party)),
  );
}

/** The person is off the roster, which may take a moment. */
export async function isOffRoster(context: AdapterContext, call: SuiteCall, person: PersonUnderTest): Promise<void> {
  await context.until("they are off the roster", async () => {
    const there = await call.participants();
    return !there.some(({ party }) => sameParty(party, person.party)) || undefined;
  });
}

/** The roster shows this of the person, which may take a moment. */
export async function isShown(
  context: AdapterContext,
  call: SuiteCall,
  person: PersonUnderTest,
  what: string,
  test: (participant: Participant) => boolean,
): Promise<void> {
  await context.until(
    `the roster shows them ${what}`,
    async () => (await call.participants()).some((one) => sameParty(one.party, person.party) && test(one)) || undefined,
  );
}

/** The work fails with this code, and no request reaches the cloud. */
export async function failsUnasked(
  context: AdapterContext,
  code: ErrorCode,
  work: () => Promise<unknown>,
): Promise<void> {
  const before = context.under.requests();
  equal((await failure(context, "what has to be refused", work())).code, code);
  equal(context.under.requests(), before, "it was refused, but requests reached the cloud");
}
