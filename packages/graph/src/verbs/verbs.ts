import { answer } from "./answer.js";
import { cancelMedia } from "./cancel-media.js";
import { create } from "./create.js";
import { hangUp } from "./hang-up.js";
import { inspect } from "./inspect.js";
import { join } from "./join.js";
import { keepAlive } from "./keep-alive.js";
import { play } from "./play.js";
import { redirect } from "./redirect.js";
import { reject } from "./reject.js";
import { sendDtmf } from "./send-dtmf.js";
import { subscribeDtmf } from "./subscribe-dtmf.js";
import { transfer } from "./transfer.js";
import type { VerbKit } from "./verb-kit.js";

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
    keepAlive: keepAlive(kit),
    inspect: inspect(kit),
  };
}
