import { type IncomingCall, type PartyLike, partyKey, toParty, type VerbName, type VerbOptions } from "@trunkline/core";
import type { AdapterContext, SuiteCall } from "./adapter-case.js";
import type { PersonUnderTest } from "./adapter-under-test.js";
import { received } from "./events.js";
import { wayToLine } from "./left-out.js";

/** A prompt that every adapter can play. */
export const prompt = { url: "https://cdn.example.com/hello.wav" } as const;

/** The adapter's own options that go with a verb. */
export function ownOptions({ under }: AdapterContext, verb: VerbName): Pick<VerbOptions, "providerOptions"> {
  const own = under.providerOptions?.[verb];
  return own ? { providerOptions: { [under.adapter.name]: own } } : {};
}

/** The bot calls from its own address. */
export function callOut(context: AdapterContext, to: PartyLike | readonly PartyLike[]): Promise<SuiteCall> {
  const { calling, under } = context;
  return calling.create({ to, from: under.bot, ...ownOptions(context, "create") });
}

/** Bob, who is present in every case that needs him. */
export function bobOf({ under: { bob } }: AdapterContext): PersonUnderTest {
  if (!bob) throw new Error("there is no Bob");
  return bob;
}

/** Waits until the person's telephone rings. */
export async function rings({ until }: AdapterContext, person: PersonUnderTest): Promise<void> {
  await until("their telephone rings", () => person.calls() > 0 || undefined);
}

/** The bot calls a person, whose telephone rings. */
export async function ringing(
  context: AdapterContext,
  person: PersonUnderTest = context.under.ada,
): Promise<SuiteCall> {
  const call = await context.finish("create is accepted", callOut(context, person.party));
  await rings(context, person);
  return call;
}

/** The bot calls several people, and all of them pick up. `before` runs when all their telephones ring. */
export async function together(context: AdapterContext, before: () => void = () => {}): Promise<SuiteCall> {
  const people = context.under.group ?? [];
  const call = await context.finish("create is accepted", callOut(context, partiesIn(people)));
  for (const person of people) await rings(context, person);
  before();
  for (const person of people) await person.answer?.();
  return call;
}

/** The parties of these people. */
export function partiesIn(people: readonly PersonUnderTest[] = []): readonly PartyLike[] {
  return people.map(({ party }) => party);
}

/** A connected call with Ada, in either direction. */
export async function onTheLine(context: AdapterContext): Promise<SuiteCall> {
  return wayToLine(context.under) === "create" ? pickedUp(context) : answered(context);
}

/** The bot calls a person, who picks up. */
export async function pickedUp(
  context: AdapterContext,
  person: PersonUnderTest = context.under.ada,
): Promise<SuiteCall> {
  const call = await ringing(context, person);
  await person.answer?.();
  await context.finish("the call connects", call.connected);
  return call;
}

/** Ada calls the bot, which answers. */
export async function answered(context: AdapterContext): Promise<SuiteCall> {
  const incoming = await offered(context);
  return context.finish("the answered call connects", incoming.answer(ownOptions(context, "answer")));
}

/** A person calls the bot, which has not decided yet. */
export async function offered(
  context: AdapterContext,
  person: PersonUnderTest | undefined = context.under.ada,
): Promise<IncomingCall> {
  const before = received(context, "incoming").length;
  await person.dial?.();
  return context.until("the call is announced", () => received(context, "incoming")[before]);
}

/** Whether the two are the same party, regardless of display names. */
export function sameParty(a: PartyLike, b: PartyLike): boolean {
  return partyKey(toParty(a)) === partyKey(toParty(b));
}
