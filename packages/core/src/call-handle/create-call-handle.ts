import type { Call } from "../call/call.js";
import { capabilitiesOf } from "../capabilities/capabilities-of.js";
import type { CallHolder } from "../holder/call-holder.js";
import { cancelMedia } from "../verbs/cancel-media.js";
import { collectDtmf } from "../verbs/collect-dtmf.js";
import { dtmf } from "../verbs/dtmf.js";
import { hangUp } from "../verbs/hang-up.js";
import { play } from "../verbs/play.js";
import { sendDtmf } from "../verbs/send-dtmf.js";
import { transfer } from "../verbs/transfer.js";
import { callData } from "./call-data.js";
import { leaveScope } from "./leave-scope.js";
import { listen } from "./listen.js";

/** The bot's handle of a call that this instance holds. */
export function createCallHandle(holder: CallHolder): Call {
  const { record, life } = holder;
  return {
    id: record.key,
    ref: holder.ref,
    get providerCallId() {
      return holder.record.providerCallId || undefined;
    },
    provider: record.provider,
    direction: record.direction,
    from: record.from,
    to: record.to,
    forwardedFrom: record.forwardedFrom,
    signal: life.signal,
    get capabilities() {
      return capabilitiesOf(holder.adapter, holder.record);
    },
    connected: life.connected.promise,
    admitted: life.admitted.promise,
    ended: life.ended.promise,
    data: callData(holder),
    async snapshot() {
      const { state, end, data, participants, inLobby } = holder.record;
      return { state, end, data: structuredClone(data), participants, inLobby };
    },
    participants: async () => holder.record.participants,
    hangUp: (options = {}) => hangUp(holder, options),
    transfer: (to, options = {}) => transfer(holder, to, options),
    sendDtmf: (tones, options = {}) => sendDtmf(holder, tones, options),
    dtmf: () => dtmf(holder),
    collectDtmf: (options) => collectDtmf(holder, options),
    play: (prompts, options = {}) => play(holder, prompts, options),
    cancelMedia: (options = {}) => cancelMedia(holder, options),
    on: (type, handler) => listen(holder, type, handler),
    async [Symbol.asyncDispose]() {
      if (!holder.life.signal.aborted) await leaveScope(() => hangUp(holder, {}));
    },
  };
}
