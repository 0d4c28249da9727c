import type { AcsClient } from "../client/acs-client.js";
import { addParticipant } from "./add-participant.js";
import { answer } from "./answer.js";
import { cancelAddParticipant } from "./cancel-add-participant.js";
import { cancelMedia } from "./cancel-media.js";
import { create } from "./create.js";
import { hangUp } from "./hang-up.js";
import { hold, unhold } from "./hold.js";
import { inspect } from "./inspect.js";
import { join } from "./join.js";
import { mute } from "./mute.js";
import { play } from "./play.js";
import { redirect } from "./redirect.js";
import { reject } from "./reject.js";
import { removeParticipant } from "./remove-participant.js";
import { sendDtmf } from "./send-dtmf.js";
import { subscribeDtmf } from "./subscribe-dtmf.js";
import { transfer } from "./transfer.js";

/** Everything that this adapter can do. */
export function createVerbs(client: AcsClient) {
  return {
    create: create(client),
    join: join(client),
    answer: answer(client),
    reject: reject(client),
    redirect: redirect(client),
    hangUp: hangUp(client),
    transfer: transfer(client),
    sendDtmf: sendDtmf(client),
    subscribeDtmf: subscribeDtmf(client),
    play: play(client),
    cancelMedia: cancelMedia(client),
    addParticipant: addParticipant(client),
    cancelAddParticipant: cancelAddParticipant(client),
    removeParticipant: removeParticipant(client),
    mute: mute(client),
    hold: hold(client),
    unhold: unhold(client),
    inspect: inspect(client),
  };
}
