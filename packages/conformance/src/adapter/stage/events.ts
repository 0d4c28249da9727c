import { equal, notEqual, ok } from "node:assert/strict";
import type { CallingEvent, EndKind, EventName, Operation } from "@trunkline/core";
import type { AdapterContext, SuiteCall } from "./adapter-case.js";
import type { Callback } from "./callbacks.js";

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

/** The last callback that came to the address of a call. */
export function lastCallback({ callbacks, requests }: AdapterContext): Callback {
  const addresses = requests.sent.map(({ context }) => context.callbackUrl);
  const last = callbacks.all.findLast(({ url }) => addresses.some((address) => url.startsWith(address)));
  if (last) return last;
  throw new Error("no callback came to the address of a call");
}
