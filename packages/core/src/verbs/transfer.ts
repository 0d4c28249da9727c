import type { CallActor } from "../actor/call-actor.js";
import type { AnyAdapter } from "../adapter/composite.js";
import type { VerbInputs } from "../adapter/verb-inputs.js";
import { asJson } from "../base/json.js";
import type { BridgeOptions, TransferOptions } from "../interface/verb-options.js";
import { callVerb, readDone } from "../operations/call-verb.js";
import { checkRequest, type KnownCall, type VerbFacts } from "../operations/check-verb.js";
import { joinOperation, type Plan, runOperation } from "../operations/run-operation.js";
import { foldId } from "../record/call-key.js";
import { encodeRequest } from "../record/record-codec.js";
import type { Turn } from "../reduce/turn.js";
import { CallingError } from "../words/calling-error.js";
import type { TransferResult } from "../words/inputs-and-results.js";
import type { Party, PartyLike } from "../words/party.js";
import { toParty } from "../words/to-party.js";
import { checkMove, type Move, transferByMoving } from "./move-transfer.js";
import { type Move as Departure, prepareMove, staysThere } from "./people/replaced-call.js";

/** Longer than most telephones ring. Where a provider lets them ring for longer, its adapter says so (`completesWithinMs`). */
const timeoutMs = 75_000;

const facts: VerbFacts<"transfer"> = {
  ...{ name: "transfer", needsLine: true, dials: true },
  figures: ({ bridges, replacesByMoving }) => ({ bridges, replacesByMoving }),
};

/** The request, and which call of ours it replaces. */
type TransferInput = VerbInputs["transfer"] & { readonly other?: string };

/** Hands the other side over. Resolves when the cloud has accepted it for good; a failed one leaves the call connected. */
export const transfer = callVerb({
  ...facts,
  read(call, to: PartyLike | BridgeOptions<AnyAdapter>, more: TransferOptions<AnyAdapter> = {}) {
    const options = isBridge(to) ? { ...to, ...more } : more;
    const transferee = options.transferee === undefined ? {} : { transferee: toParty(options.transferee) };
    const other = options.replaces?.id === undefined ? {} : { other: options.replaces.id };
    const input: TransferInput = isBridge(to)
      ? { ...transferee, replaces: replacedCall(call, to), ...other }
      : {
          to: toParty(to),
          ...transferee,
          ...(options.replaces ? { replaces: replacedCall(call, options), ...other } : {}),
        };
    if (!input.to) checkBridge(call);
    return { input, options };
  },
  check(call, { input, options }) {
    const move = moveOf(call, input);
    if (move) checkMove(call, { input: move, options });
    else checkRequest(call, { verb: facts, input: requestOf(input), options });
  },
  perform(actor, { id, input, options }) {
    const request = requestOf(input);
    const departure = departureOf(id, input);
    const plan: Plan<"transfer", TransferResult> = {
      verb: facts,
      input: request,
      options,
      timeoutMs,
      prepare: departure && (() => prepareMove(actor, departure)),
      begin: requireNoOther,
      yield: ({ warnings, value }) => ({ warnings, ...readTransferred(value) }),
      cancel: async () => {},
    };
    const orphan = orphanedTransfer(actor, request);
    if (orphan !== undefined) return joinOperation(actor, orphan, plan);
    const move = moveOf(actor, input);
    if (!move) {
      const operation = runOperation(actor, plan, id);
      if (departure) operation.catch(() => staysThere(actor, departure)).catch(() => {});
      return operation;
    }
    return transferByMoving(
      actor,
      id,
      { input: move, options },
      { ...plan, request: encodeRequest(request, undefined) },
    );
  },
  readResult: (value): TransferResult => ({ ...readDone(value), ...readTransferred(value) }),
  elsewhere: {
    patienceMs: 90_000,
    whenEnded: ({ end }) => (end?.kind === "transferred" ? { warnings: [] } : undefined),
  },
});

/** What the adapter is asked for: the key of the other call is of no use to it. */
function requestOf({ other: _, ...request }: TransferInput): VerbInputs["transfer"] {
  return request;
}

/** What the other call is told, so that it knows why it ends: its other side talks to this one's. */
function departureOf(operation: string, { to, replaces, other }: TransferInput): Departure | undefined {
  if (!to || !replaces || other === undefined) return undefined;
  return { verb: "transfer", operation, to, replaces: { ...replaces, key: other }, withinMs: timeoutMs };
}

/** The same transfer, where the provider has none that replaces a call. */
function moveOf({ adapter }: KnownCall, { to, replaces, ...more }: TransferInput): Move["input"] | undefined {
  return adapter.limits.replacesByMoving && to && replaces ? { to, replaces, ...more } : undefined;
}

/** A call to join with, in place of a target. */
function isBridge(to: PartyLike | BridgeOptions<AnyAdapter>): to is BridgeOptions<AnyAdapter> {
  return typeof to === "object" && to !== null && !("kind" in to) && "replaces" in to;
}

/** @throws CallingError `unsupported` where the provider cannot join two calls. */
function checkBridge({ adapter }: KnownCall): void {
  if (adapter.limits.bridges) return;
  throw new CallingError("unsupported", `transfer: ${adapter.name} cannot join two calls without a target`, {
    ...{ provider: adapter.name, verb: "transfer" },
    hint: "Name the other side of that call as well: call.transfer(to, { replaces }), where the provider has that.",
  });
}

/** What the provider said of the parties, as it was written here or by the instance that has the call. */
function readTransferred(value: unknown): Pick<TransferResult, "to" | "transferee"> {
  if (typeof value !== "object" || value === null) return {};
  return {
    ...("to" in value && isParty(value.to) ? { to: value.to } : {}),
    ...("transferee" in value && isParty(value.transferee) ? { transferee: value.transferee } : {}),
  };
}

/** Only core writes what is read here: a kind makes it a party. */
function isParty(value: unknown): value is Party {
  return typeof value === "object" && value !== null && "kind" in value;
}

/** The same transfer, under way since an instance before this one: asked again, it is awaited and not made twice. */
function orphanedTransfer(actor: CallActor, input: VerbInputs["transfer"]): string | undefined {
  const wanted = JSON.stringify(asJson(input));
  return actor.record.operations.find(
    ({ id, verb, request }) =>
      verb === "transfer" && !actor.waiters.has(id) && JSON.stringify(request?.input) === wanted,
  )?.id;
}

function requireNoOther({ record }: Turn): void {
  if (!record.operations.some(({ verb }) => verb === "transfer")) return;
  throw new CallingError("conflict", "transfer: another one is under way on this call", {
    verb: "transfer",
    hint: "Await it first.",
  });
}

/** @throws CallingError `conflict` when the call to be replaced has no id at the provider yet; `invalid-request` when it is this very call. */
function replacedCall(
  { record }: KnownCall,
  { replaces }: Pick<TransferOptions<AnyAdapter>, "replaces">,
): { readonly providerCallId: string } {
  const providerCallId = replaces?.providerCallId;
  if (providerCallId === undefined)
    throw new CallingError("conflict", "transfer: the provider has given the call to be replaced no id yet", {
      verb: "transfer",
      hint: "Await its `connected` first.",
    });
  if (replaces?.id === record.key || foldId(providerCallId) === foldId(record.providerCallId))
    throw new CallingError("invalid-request", "transfer: the call to be replaced is this very call", {
      verb: "transfer",
      hint: "Give the bot's call with the target.",
    });
  return { providerCallId };
}
