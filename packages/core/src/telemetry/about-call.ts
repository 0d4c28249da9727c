import type { CallRecord } from "../record/call-record.js";
import type { Party } from "../words/party.js";
import { describeParty } from "../words/to-party.js";
import type { Telemetry } from "./telemetry.js";

/** Who is on a call, where that may be shown. */
export interface Shown {
  readonly from?: string;
  readonly to?: string;
}

/** Who is on a call, if that may be shown. */
export function partiesOf({ reveal }: Telemetry, { from, to }: Pick<CallRecord, "from" | "to">): Shown {
  return reveal.numbers ? { from: nameOf(from), to: nameOf(to) } : {};
}

function nameOf(party: Party): string {
  return party.kind === "phone" ? party.number : describeParty(party);
}
