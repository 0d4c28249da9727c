import type { RentedLineClient } from "../client/rented-line-client.js";
import { answer } from "./answer.js";
import { cancelMedia } from "./cancel-media.js";
import { create } from "./create.js";
import { hangUp } from "./hang-up.js";
import { inspect } from "./inspect.js";
import { muteSelf, unmuteSelf } from "./mute-self.js";
import { play } from "./play.js";
import { redirect } from "./redirect.js";
import { reject } from "./reject.js";
import { sendDtmf } from "./send-dtmf.js";
import { transfer } from "./transfer.js";

/** Everything that this adapter can do. Core refuses a verb that is not here by name. */
export function createVerbs(client: RentedLineClient) {
  return {
    create: create(client),
    answer: answer(client),
    reject: reject(client),
    redirect: redirect(client),
    hangUp: hangUp(client),
    transfer: transfer(client),
    sendDtmf: sendDtmf(client),
    play: play(client),
    cancelMedia: cancelMedia(client),
    muteSelf: muteSelf(client),
    unmuteSelf: unmuteSelf(client),
    inspect: inspect(client),
  };
}
