import type { Done } from "../call/results.js";
import { CallingError } from "../errors/calling-error.js";
import type { CallHolder } from "../holder/call-holder.js";
import { attemptOperation } from "../operate/attempt-operation.js";
import { runOperation } from "../operate/run-operation.js";
import type { GivenOptions } from "../operate/verb-options.js";
import type { Operation } from "../operation/operation.js";
import type { PartyLike } from "../party/party.js";
import { toParty } from "../party/to-party.js";

/** ACS gives a transfer 60 s (documented); Graph names no time. */
const timeoutMs = 75_000;

interface TransferGiven extends GivenOptions {
  readonly transferee?: PartyLike;
  readonly replaces?: { readonly providerCallId: string | undefined };
}

/** Hands the other side over. Resolves when the cloud has accepted it for good; a failed one leaves the call connected. */
export function transfer(holder: CallHolder, to: PartyLike, options: TransferGiven): Operation<Done> {
  return attemptOperation(holder, "transfer", () => {
    const transferee = options.transferee === undefined ? {} : { transferee: toParty(options.transferee) };
    return runOperation(holder, {
      verb: "transfer",
      input: { to: toParty(to), ...transferee, ...replacedCall(options) },
      options,
      timeoutMs,
      begin(turn) {
        const pending = Object.values(turn.record.operations).some((operation) => operation.verb === "transfer");
        if (pending)
          throw new CallingError("conflict", "transfer: another one is under way on this call", {
            verb: "transfer",
            hint: "Await it first.",
          });
      },
      yield: ({ warnings }) => ({ warnings }),
      cancel: async () => {},
    });
  });
}

function replacedCall({ replaces }: TransferGiven) {
  if (!replaces) return {};
  const { providerCallId } = replaces;
  if (providerCallId !== undefined) return { replaces: { providerCallId } };
  throw new CallingError("conflict", "transfer: the provider has given the call to be replaced no id yet", {
    verb: "transfer",
    hint: "Await its `connected` first.",
  });
}
