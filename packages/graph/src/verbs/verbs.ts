import type { CallTraits, VerbName } from "@trunkline/core";
import { peopleInGroupsOnly } from "../kit/about-participant.js";
import { appHostedReason, type VerbKit } from "../kit/verb-kit.js";
import { readMemo } from "../memo.js";
import { addParticipant, addParticipantOperation } from "./add-participant.js";
import { answer } from "./answer.js";
import { cancelMedia, cancelMediaOperation } from "./cancel-media.js";
import { create } from "./create.js";
import { hangUp } from "./hang-up.js";
import { hold, holdOperation, unhold, unholdOperation } from "./hold.js";
import { inspect } from "./inspect.js";
import { join } from "./join.js";
import { keepAlive } from "./keep-alive.js";
import { mute } from "./mute.js";
import { inGroupsOnly, muteSelf, muteSelfOperation, unmuteSelf, unmuteSelfOperation } from "./mute-self.js";
import { play, playOperation } from "./play.js";
import { redirect } from "./redirect.js";
import { reject } from "./reject.js";
import { removeParticipant } from "./remove-participant.js";
import { sendDtmf, sendDtmfOperation } from "./send-dtmf.js";
import { subscribeDtmf, subscribeDtmfOperation } from "./subscribe-dtmf.js";
import { transfer } from "./transfer.js";

/** The verbs that the cloud has. Tones can be sent in the global cloud only. */
export function createVerbs(kit: VerbKit) {
  const lacks = (action: string) => kit.options.cloud.missingActions.includes(action);
  return {
    create: create(kit),
    join: join(kit),
    answer: answer(kit),
    reject: reject(kit),
    redirect: redirect(kit),
    hangUp: hangUp(kit),
    transfer: transfer(kit),
    ...(lacks("sendDtmfTones") ? {} : { sendDtmf: sendDtmf(kit) }),
    subscribeDtmf: subscribeDtmf(kit),
    play: play(kit),
    cancelMedia: cancelMedia(kit),
    muteSelf: muteSelf(kit),
    unmuteSelf: unmuteSelf(kit),
    addParticipant: addParticipant(kit),
    removeParticipant: removeParticipant(kit),
    mute: mute(kit),
    hold: hold(kit),
    unhold: unhold(kit),
    keepAlive: keepAlive(kit),
    inspect: inspect(kit),
  };
}

/**
 * The verbs whose end Graph reports, by the type of the operation that ends. A `mute` of somebody else has the type of `muteSelf`: core finds
 * the operation by our id, which comes back with it.
 */
export const operationTypes: { readonly [type: string]: VerbName } = {
  [playOperation]: "play",
  [sendDtmfOperation]: "sendDtmf",
  [cancelMediaOperation]: "cancelMedia",
  [subscribeDtmfOperation]: "subscribeDtmf",
  [muteSelfOperation]: "muteSelf",
  [unmuteSelfOperation]: "unmuteSelf",
  [addParticipantOperation]: "addParticipant",
  [holdOperation]: "hold",
  [unholdOperation]: "unhold",
};

/** Why a call lacks verbs that others have. */
const lacks: { readonly [V in VerbName]?: (call: CallTraits) => string | undefined } = {
  play: appHosted,
  cancelMedia: appHosted,
  sendDtmf: appHosted,
  subscribeDtmf: appHosted,
  muteSelf: inGroupsOnly,
  unmuteSelf: inGroupsOnly,
  addParticipant: peopleInGroupsOnly,
  removeParticipant: peopleInGroupsOnly,
  mute: peopleInGroupsOnly,
  hold: peopleInGroupsOnly,
  unhold: peopleInGroupsOnly,
};

/** App-hosted media have no prompts and no tones. */
function appHosted({ memo }: CallTraits): string | undefined {
  return readMemo(memo).appHosted ? appHostedReason : undefined;
}

/** The verbs that a call lacks, each with the reason. */
export function narrow(call: CallTraits): Readonly<Partial<Record<VerbName, string>>> {
  const reasons = Object.entries(lacks).map(([verb, why]) => [verb, why(call)] as const);
  return Object.fromEntries(reasons.filter(([, reason]) => reason !== undefined));
}
