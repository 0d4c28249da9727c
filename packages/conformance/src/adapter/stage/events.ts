import { equal, notEqual, ok } from "node:assert/strict";
import type { CallingEvent, EndKind, EventName, Operation } from "@trunkline/core";
import type { AdapterContext, SuiteCall } from "./adapter-case.js";
import type { Callback } from "./callbacks.js";

/** How often core compares a live call with the provider, ms: its default, and a little more. */
export const reconcileMs = 5 * 60_000 + 1_000;

/** The events of one type, oldest first. */
export function received<K extends EventName>({ events }: AdapterContext, type: K): readonly CallingEvent<K>[] {
  return events.filter((event): event is CallingEvent<K> => event.type === type);
}

/** The completions of an operation that were reported. */
export function completions(
  context: AdapterContext,
  operation: Pick<Operation<unknown>, "id">,
): readonly CallingEvent<"operation-completed">[] {
  return received(context, "operation-completed").filter((event) => event.operation === operation.id);
}

/** The types of the events about one call. */
export function typesOf({ events }: AdapterContext, ref: string): readonly EventName[] {
  return events.filter((event) => refOf(event) === ref).map(({ type }) => type);
}

function refOf(event: CallingEvent): string | undefined {
  if ("call" in event) return event.call.ref;
  return "ref" in event ? event.ref : undefined;
}

/** The call connects once, and the cloud reports it. */
export async function connectsOnce(context: AdapterContext, call: SuiteCall): Promise<void> {
  await context.finish("the call connects", call.connected);
  await context.pass(5_000);
  const connections = received(context, "call-connected").filter((event) => event.call.ref === call.ref);
  equal(connections.length, 1, "the connection is reported more than once");
  notEqual(connections[0]?.source, "reconciled", "the cloud did not report the connection: core had to ask");
  ok(call.providerCallId, "the provider's id of the call is not known");
  equal((await call.snapshot()).state, "connected");
}

/** The call ends once, for this reason, and the cloud reports it. */
export async function ends(context: AdapterContext, ref: string, kind?: EndKind): Promise<void> {
  const end = await isOver(context, ref);
  notEqual(end.source, "reconciled", "the cloud did not report the end: core had to ask");
  if (kind !== undefined) equal(end.reason.kind, kind, `the end is reported with ${JSON.stringify(end.reason)}`);
}

/** The call ends once. @returns the event of its end. */
export async function isOver(
  context: AdapterContext,
  ref: string,
  withinMs = 5 * 60_000,
): Promise<CallingEvent<"call-ended">> {
  const ended = () => received(context, "call-ended").filter(({ call }) => call.ref === ref);
  const end = await context.until("the call ends", () => ended()[0], withinMs);
  await context.pass(5_000);
  equal(ended().length, 1, "the end is reported more than once");
  return end;
}

/** The last callback about a call. */
export function lastCallback({ callbacks, requests, under }: AdapterContext): Callback {
  const [last] = callbacks.all.slice(-1);
  if (last && under.adapter.webhook.reportsAt === "webhook") return last;
  const addresses = requests.sent.map(({ context }) => context.callbackUrl);
  const own = callbacks.all.findLast(({ url }) => addresses.some((address) => url.startsWith(address)));
  if (own) return own;
  throw new Error("no callback arrived at the address of a call");
}
