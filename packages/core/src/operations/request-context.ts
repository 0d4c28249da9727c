import type { VerbContext } from "../adapter/verb.js";
import type { Ending } from "../base/ending.js";
import type { Json } from "../base/json.js";

/** What a verb is given for one try of its request. A class: an object that has a getter of its own is unlike every other one, and slow. */
export class RequestContext implements VerbContext {
  readonly operationId: string;
  readonly firstSentAt: number;
  readonly providerCallId: string;
  readonly callbackUrl: string;
  readonly memo: Json;
  readonly ending: Ending;

  constructor(about: Omit<VerbContext, "signal" | "ending">, ending: Ending) {
    this.operationId = about.operationId;
    this.firstSentAt = about.firstSentAt;
    this.providerCallId = about.providerCallId;
    this.callbackUrl = about.callbackUrl;
    this.memo = about.memo;
    this.ending = ending;
  }

  get signal(): AbortSignal {
    return this.ending.signal;
  }
}
