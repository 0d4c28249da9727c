import type { Adapter } from "../adapter/adapter.js";
import type { VerbName } from "../adapter/verb-inputs.js";
import type { Call } from "../interface/call.js";
import type { Operation } from "../interface/operation.js";
import type { VerbOptions } from "../interface/verb-options.js";
import { twoInstances } from "../testing/instances.fixture.js";
import type { TestSignal } from "../testing/loopback.fixture.js";
import type { ErrorCode } from "../words/calling-error.js";
import { CallingError } from "../words/calling-error.js";

export type Begin = (call: Call, options?: VerbOptions) => Operation<unknown>;

/** Everything that a bot can see of a verb. */
export interface Seen {
  readonly outcome: unknown;
  readonly accepted: unknown;
  /** The requests that the provider got. */
  readonly sent: readonly string[];
  /** Events of the operation itself, with its context. */
  readonly events: readonly unknown[];
}

/** One way for a verb to go. */
export interface Way {
  readonly name: string;
  /** The code of the failure; absent: it yields something. */
  readonly fails?: ErrorCode | "Error";
  readonly adapted?: (adapter: Adapter) => Adapter;
  readonly connected?: boolean;
  readonly begin: Begin;
  /** How far the work gets depends on how far the way is: what the bot awaits is compared, and nothing else. */
  readonly racing?: boolean;
  /** Before the verb is asked for. */
  readonly before?: (stage: Stage) => unknown;
  /** What happens once it is under way. */
  readonly drive?: (stage: Stage, operation: Operation<unknown>) => unknown;
}

export type Stage = Awaited<ReturnType<typeof stageFor>>;

async function stageFor({ adapted, connected = true }: Way, sealed: boolean) {
  const world = twoInstances({ sealed, ...(adapted ? { adapted } : {}) });
  const { a, wire } = world;
  const call = await a.calling.create({ to: "+14255550123" });
  const address = wire.last("create").context.callbackUrl;
  const tell = (...signals: readonly TestSignal[]) => a.tell(address, ...signals);
  if (connected) await tell({ kind: "state", state: "connected" });
  return { ...world, call, tell };
}

export async function play(way: Way, where: "here" | "elsewhere", sealed: boolean): Promise<Seen> {
  const stage = await stageFor(way, sealed);
  const { a, b, call, clock, wire } = stage;
  const remote = await b.calling.get(call.ref);
  const handle = where === "here" ? call : remote;
  await way.before?.(stage);
  const events: unknown[] = [];
  let operationId = "";
  for (const type of ["operation-completed", "operation-failed"] as const)
    a.calling.on(type, ({ operation, verb, context }) => {
      if (operation === operationId) events.push({ type, verb, context });
    });
  const before = wire.sent.length;
  const operation = way.begin(handle);
  operationId = operation.id;
  const [outcome, accepted] = [watch(operation), watch(operation.accepted)];
  await clock.advance(0);
  await way.drive?.(stage, operation);
  for (let passed = 0; !outcome.settled && passed < 120; passed++) await clock.advance(1000);
  await clock.advance(0);
  const sent = wire.sent.slice(before).map(({ verb }) => verb);
  const seen = { outcome: outcome.is, accepted: accepted.is, sent, events };
  return JSON.parse(JSON.stringify(seen).replaceAll(call.id, "<key>"));
}

/** What a promise comes to, an error with all its members. */
function watch(promise: Promise<unknown>): { is: unknown; settled: boolean } {
  const seen: { is: unknown; settled: boolean } = { is: "pending", settled: false };
  const settle = (is: unknown) => Object.assign(seen, { is, settled: true });
  promise.then(
    (value) => settle({ value }),
    (error: unknown) => settle({ error: described(error) }),
  );
  return seen;
}

function described(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { name, message, cause } = error;
  const more = CallingError.is(error) ? { sent: error.sent } : {};
  return { ...error, name, message, ...more, ...(cause === undefined ? {} : { cause: described(cause) }) };
}

/** A party that no provider can reach. */
export const noParty = { kind: "phone", number: "+unknown" as "+0" } as const;

/** A signal that a request of the verb has come to its end. */
export const finish =
  (verb: VerbName, more: object = { outcome: "completed" }) =>
  async ({ wire, tell }: Stage) => {
    const { operationId } = wire.last(verb).context;
    await tell({ kind: "operation", id: `operation:${operationId}`, verb, operationId, ...more } as TestSignal);
  };
