import { acsLetters } from "./acs-letters.js";
import type { CallAddress } from "./call-address.js";
import type { CloudName } from "./cloud-name.js";
import { graphLetters } from "./graph-letters.js";

/** One callback, without the token that it is sent with. */
export interface Letter {
  readonly url: string;
  /** Whether the cloud signs it: Event Grid proves itself by a secret instead. */
  readonly signed: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a cloud tells a bot, as it writes it. Calls, operations and deliveries are told apart by what is given here. */
export interface Letters {
  incoming(webhookUrl: string, callId: string): Letter;
  connected(call: CallAddress): Letter;
  tonePressed(call: CallAddress, sequence: number): Letter;
  tonesSent(call: CallAddress, operationId: string): Letter;
  ended(call: CallAddress): Letter;
}

/** Letters of a cloud whose clock is given; Graph writes no times. */
export function lettersOf(cloud: CloudName, now: () => number = Date.now): Letters {
  return cloud === "acs" ? acsLetters(now) : graphLetters;
}
