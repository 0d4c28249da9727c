import type { VerbName } from "../adapter/verb-name.js";
import type { VerbFacts } from "../operations/check-verb.js";
import { answer } from "./answer.js";
import { cancelMedia } from "./cancel-media.js";
import { collectDtmf } from "./collect-dtmf.js";
import { create } from "./create.js";
import { hangUp } from "./hang-up.js";
import { join } from "./join.js";
import { inspect, keepAlive, subscribeDtmf } from "./own-requests.js";
import { play } from "./play.js";
import { redirect } from "./redirect.js";
import { reject } from "./reject.js";
import { sendDtmf } from "./send-dtmf.js";
import { transfer } from "./transfer.js";

/** The verbs of a call, on whichever instance it is held. */
export const callVerbs = { hangUp, transfer, sendDtmf, collectDtmf, play, cancelMedia } as const;

/** Every verb that an adapter can be asked for, in the order in which tables show them. */
const adapterVerbs: { readonly [V in VerbName]: VerbFacts<V> } = {
  create,
  join,
  answer,
  reject,
  redirect,
  hangUp,
  transfer,
  sendDtmf,
  subscribeDtmf,
  play,
  cancelMedia,
  keepAlive,
  inspect,
};

/** What core knows of each verb: those of adapters, and the one that core makes of them. */
export const verbTable: { readonly [V in VerbName | "collectDtmf"]: VerbFacts<V> } = { ...adapterVerbs, collectDtmf };

/** Every verb that an adapter can be asked for, in the order in which tables show them. */
export const verbNames: readonly VerbName[] = Object.keys(adapterVerbs).filter(isVerbName);

function isVerbName(name: string): name is VerbName {
  return name in adapterVerbs;
}
