import { callbackAddresses } from "./cases/border/callback-addresses.js";
import { capabilities } from "./cases/border/capabilities.js";
import { errors } from "./cases/border/errors.js";
import { reading } from "./cases/border/reading.js";
import { refusals } from "./cases/border/refusals.js";
import { webhook } from "./cases/border/webhook.js";
import { incoming } from "./cases/events/incoming.js";
import { operations } from "./cases/events/operations.js";
import { contentSharing, participants } from "./cases/events/participants.js";
import { endings, states } from "./cases/events/states.js";
import { tones } from "./cases/events/tones.js";
import { unrecognized } from "./cases/events/unrecognized.js";
import { answer, redirect, reject } from "./cases/verbs/decisions.js";
import { create, join } from "./cases/verbs/dialing.js";
import { collectDtmf, sendDtmf } from "./cases/verbs/dtmf.js";
import { hangUp, transfer } from "./cases/verbs/leaving.js";
import { cancelMedia, play } from "./cases/verbs/media.js";
import { inspect, keepAlive } from "./cases/verbs/upkeep.js";
import type { AdapterCase } from "./stage/adapter-case.js";

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
  ...endings,
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
