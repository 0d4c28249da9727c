import { equal, notEqual, ok } from "node:assert/strict";
import type {
  Adapter,
  Call,
  CallingEvent,
  EndKind,
  ErrorCode,
  EventName,
  IncomingCall,
  Operation,
  PartyLike,
  VerbName,
  VerbOptions,
} from "@trunkline/core";
import { CallingError, partyKey, toParty } from "@trunkline/core";
import type { AdapterContext } from "./adapter-case.js";
import type { PersonUnderTest } from "./adapter-under-test.js";
import { wayToLine } from "./left-out.js";
import type { Callback } from "./line/callbacks.js";

/** The bot's end of a call, as the suite has it. */
export type SuiteCall = Call<Adapter, unknown>;

/** A prompt that anybody can play. */
export const prompt = { url: "https://cdn.example.com/hello.wav" } as const;

/** What is given along with a verb that begins a call. */
export function ownOptions({ under }: AdapterContext, verb: VerbName): Pick<VerbOptions, "providerOptions"> {
  const own = under.providerOptions?.[verb];
  return own ? { providerOptions: { [under.adapter.name]: own } } : {};
}

/** The bot calls; `from` is its own address. */
export function callOut(context: AdapterContext, to: PartyLike | readonly PartyLike[]): Promise<SuiteCall> {
  const { calling, under } = context;
  return calling.create({ to, from: under.bot, ...ownOptions(context, "create") });
}

/** The bot calls somebody; it rings there. */
export async function ringing(
  context: AdapterContext,
  person: PersonUnderTest = context.under.ada,
): Promise<SuiteCall> {
  const { finish, until } = context;
  const call = await finish("create is taken", callOut(context, person.party));
  await until("their telephone rings", () => person.calls() > 0 || undefined);
  return call;
}

/** The bot calls several at once, and all of them pick up. `before`: what is done when all telephones ring. */
export async function together(context: AdapterContext, before: () => void = () => {}): Promise<SuiteCall> {
  const { under, finish, until } = context;
  const people = under.group ?? [];
  const call = await finish("create is taken", callOut(context, partiesIn(people)));
  for (const person of people) await until("their telephone rings", () => person.calls() > 0 || undefined);
  before();
  for (const person of people) await person.answer?.();
  return call;
}

/** What the bot calls them by. */
export function partiesIn(people: readonly PersonUnderTest[] = []): readonly PartyLike[] {
  return people.map(({ party }) => party);
}

/** A call with Ada that is up, whoever began it. */
export async function onTheLine(context: AdapterContext): Promise<SuiteCall> {
  return wayToLine(context.under) === "create" ? pickedUp(context) : answered(context);
}

/** The bot calls somebody, who picks up. */
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

/** Somebody calls the bot, which has not decided yet. */
export async function offered(
  context: AdapterContext,
  person: PersonUnderTest | undefined = context.under.ada,
): Promise<IncomingCall> {
  const before = told(context, "incoming").length;
  await person.dial?.();
  return context.until("the call is announced", () => told(context, "incoming")[before]);
}

/** The events of one type, oldest first. */
export function told<K extends EventName>({ events }: AdapterContext, type: K): readonly CallingEvent<K>[] {
  return events.filter((event): event is CallingEvent<K> => event.type === type);
}

/** The good end of an operation, as often as it was told. */
export function completions(
  context: AdapterContext,
  operation: Pick<Operation<unknown>, "id">,
): readonly CallingEvent<"operation-completed">[] {
  return told(context, "operation-completed").filter((event) => event.operation === operation.id);
}

/** The types of the events about one call. */
export function typesOf({ events }: AdapterContext, ref: string): readonly EventName[] {
  return events.filter((event) => refOf(event) === ref).map(({ type }) => type);
}

function refOf(event: CallingEvent): string | undefined {
  if ("call" in event) return event.call.ref;
  return "ref" in event ? event.ref : undefined;
}

/** The call connects once, and not only because core asked. */
export async function connectsOnce(context: AdapterContext, call: SuiteCall): Promise<void> {
  await context.finish("the call connects", call.connected);
  await context.pass(5_000);
  const connections = told(context, "call-connected").filter((event) => event.call.ref === call.ref);
  equal(connections.length, 1, "the connection is told more than once");
  notEqual(connections[0]?.source, "reconciled", "nothing told of the connection: core had to ask");
  ok(call.providerCallId, "the provider's id of the call is not known");
  equal((await call.snapshot()).state, "connected");
}

/** The call ends once, for this reason, and not only because core asked. */
export async function ends(context: AdapterContext, ref: string, kind?: EndKind): Promise<void> {
  const end = await isOver(context, ref);
  notEqual(end.source, "reconciled", "nothing told of the end: core had to ask");
  if (kind !== undefined) equal(end.reason.kind, kind, `the end is told with ${JSON.stringify(end.reason)}`);
}

/** The call ends once. @returns how that was told. */
export async function isOver(
  context: AdapterContext,
  ref: string,
  withinMs = 5 * 60_000,
): Promise<CallingEvent<"call-ended">> {
  const ended = () => told(context, "call-ended").filter(({ call }) => call.ref === ref);
  const end = await context.until("the call ends", () => ended()[0], withinMs);
  await context.pass(5_000);
  equal(ended().length, 1, "the end is told more than once");
  return end;
}

/** What work failed with. @throws Error when it did not fail, or with something that is no `CallingError`. */
export async function failure<T>(context: AdapterContext, what: string, work: Promise<T>): Promise<CallingError> {
  const outcome = await context.finish(
    what,
    work.then(
      () => undefined,
      (error: unknown) => ({ error }),
    ),
  );
  if (!outcome) throw new Error(`${what}: it was done`);
  if (CallingError.is(outcome.error)) return outcome.error;
  throw new Error(`${what}: failed with something that is no CallingError`, { cause: outcome.error });
}

/** Work is refused as wrong or as what cannot be done, and no request reaches the cloud for it. */
export async function refused<T>(context: AdapterContext, what: string, work: () => Promise<T>): Promise<CallingError> {
  const error = await refusalOf(context, what, work);
  ok(error, `${what} was done`);
  return error;
}

/** Work is done (then there is no refusal), or refused before any request. */
export async function refusalOf<T>(
  { under, finish }: AdapterContext,
  what: string,
  work: () => Promise<T>,
): Promise<CallingError | undefined> {
  const before = under.requests();
  try {
    await finish(what, work());
    return undefined;
  } catch (error) {
    ok(CallingError.is(error), `${what}: ${String(error)}`);
    ok(refusals.includes(error.code), `${what} fails with ${error.code}, and is not refused: ${error.message}`);
    equal(under.requests() - before, 0, `${what} was refused, but requests reached the cloud`);
    return error;
  }
}

const refusals: readonly ErrorCode[] = ["unsupported", "invalid-request"];

/** The last callback that came to the address of a call. */
export function lastCallback({ callbacks, requests }: AdapterContext): Callback {
  const addresses = requests.sent.map(({ context }) => context.callbackUrl);
  const last = callbacks.all.findLast(({ url }) => addresses.some((address) => url.startsWith(address)));
  if (last) return last;
  throw new Error("no callback came to the address of a call");
}

/** The two are the same party, whatever their display names. */
export function sameParty(a: PartyLike, b: PartyLike): boolean {
  return partyKey(toParty(a)) === partyKey(toParty(b));
}

/** Work that goes on while the case does something else. What it fails with is for whoever awaits it. */
export function begun<T>(work: Promise<T>): Promise<T> {
  work.catch(() => {});
  return work;
}

/** Waits for the cloud's yes to an operation, which then goes on. */
export async function accepted<T>(context: AdapterContext, what: string, operation: Operation<T>): Promise<void> {
  await context.finish(`${what} is taken`, operation.accepted);
}
