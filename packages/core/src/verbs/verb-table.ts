import type { VerbName } from "../adapter/verb-inputs.js";
import type { VerbFacts } from "../operations/check-verb.js";
import { inspect, keepAlive, subscribeDtmf } from "../operations/own-requests.js";
import { answer } from "./answer.js";
import { collectDtmf } from "./collect/collect-dtmf.js";
import { create } from "./create.js";
import { hangUp } from "./hang-up.js";
import { join } from "./join.js";
import { cancelMedia } from "./media/cancel-media.js";
import { muteSelf, unmuteSelf } from "./media/mute-self.js";
import { play } from "./media/play.js";
import { sendDtmf } from "./media/send-dtmf.js";
import { addParticipant } from "./people/add-participant.js";
import { cancelAddParticipant } from "./people/cancel-add-participant.js";
import { hold, unhold } from "./people/hold.js";
import { mute, unmute } from "./people/mute.js";
import { removeParticipant } from "./people/remove-participant.js";
import { redirect } from "./redirect.js";
import { reject } from "./reject.js";
import { transfer } from "./transfer.js";

/** The verbs of a call, on whichever instance it is held. */
export const callVerbs = {
  ...{ hangUp, transfer, sendDtmf, collectDtmf, play, cancelMedia, muteSelf, unmuteSelf },
  ...{ addParticipant, removeParticipant, mute, unmute, hold, unhold },
} as const;

export type CallVerbName = keyof typeof callVerbs;

/** What core knows of each verb that an adapter can be asked for, in the order in which tables show them. */
export const verbTable: { readonly [V in VerbName]: VerbFacts<V> } = {
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
  muteSelf,
  unmuteSelf,
  addParticipant,
  cancelAddParticipant,
  removeParticipant,
  mute,
  unmute,
  hold,
  unhold,
  keepAlive,
  inspect,
  collectDtmf,
};

/** Verbs that core makes of others where the adapter does not have them: of which one above all, and how. */
export const emulatedVerbs = {
  collectDtmf: {
    by: "subscribeDtmf",
    how: "made of subscribeDtmf, play and cancelMedia, the same on every provider",
  },
} as const satisfies { readonly [V in VerbName]?: { readonly by: VerbName; readonly how: string } };

/** The names of all of them, in the same order. */
export const verbNames: readonly VerbName[] = Object.values(verbTable).map(({ name }) => name);
