import type { AdapterCase } from "./adapter-case.js";
import { callbackAddresses } from "./cases/border/callback-addresses.js";
import { capabilities } from "./cases/border/capabilities.js";
import { errors } from "./cases/border/errors.js";
import { reading } from "./cases/border/reading.js";
import { refusals } from "./cases/border/refusals.js";
import { webhook } from "./cases/border/webhook.js";
import { contentSharing } from "./cases/events/content-sharing.js";
import { ends } from "./cases/events/ends.js";
import { incoming } from "./cases/events/incoming.js";
import { operations } from "./cases/events/operations.js";
import { participants } from "./cases/events/participants.js";
import { states } from "./cases/events/states.js";
import { tones } from "./cases/events/tones.js";
import { unrecognized } from "./cases/events/unrecognized.js";
import { answer } from "./cases/verbs/answer.js";
import { cancelMedia } from "./cases/verbs/cancel-media.js";
import { collectDtmf } from "./cases/verbs/collect-dtmf.js";
import { create } from "./cases/verbs/create.js";
import { hangUp } from "./cases/verbs/hang-up.js";
import { inspect } from "./cases/verbs/inspect.js";
import { join } from "./cases/verbs/join.js";
import { keepAlive } from "./cases/verbs/keep-alive.js";
import { play } from "./cases/verbs/play.js";
import { redirect } from "./cases/verbs/redirect.js";
import { reject } from "./cases/verbs/reject.js";
import { sendDtmf } from "./cases/verbs/send-dtmf.js";
import { transfer } from "./cases/verbs/transfer.js";

/** Every promise of an adapter, as data: for another test runner than Vitest, or for a part of them. */
export const adapterCases: readonly AdapterCase[] = [
  ...capabilities,
  ...create,
  ...join,
  ...answer,
  ...reject,
  ...redirect,
  ...hangUp,
  ...transfer,
  ...sendDtmf,
  ...play,
  ...cancelMedia,
  ...collectDtmf,
  ...inspect,
  ...keepAlive,
  ...incoming,
  ...states,
  ...ends,
  ...tones,
  ...operations,
  ...participants,
  ...contentSharing,
  ...unrecognized,
  ...callbackAddresses,
  ...webhook,
  ...reading,
  ...errors,
  ...refusals,
];
