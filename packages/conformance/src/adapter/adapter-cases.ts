import { accounts } from "./cases/border/accounts.js";
import { callbackAddresses } from "./cases/border/callback-addresses.js";
import { capabilities } from "./cases/border/capabilities.js";
import { errors } from "./cases/border/errors.js";
import { reading } from "./cases/border/reading.js";
import { refusals } from "./cases/border/refusals.js";
import { webhook } from "./cases/border/webhook.js";
import { incoming } from "./cases/events/incoming.js";
import { operations } from "./cases/events/operations.js";
import { contentSharing, participants } from "./cases/events/participants.js";
import { responses } from "./cases/events/responses.js";
import { endings, states } from "./cases/events/states.js";
import { tones } from "./cases/events/tones.js";
import { unrecognized } from "./cases/events/unrecognized.js";
import { verbsUnderTest } from "./cases/verbs/verb-table.js";
import type { AdapterCase } from "./stage/adapter-case.js";

/** Every promise of an adapter, as data: for another test runner than Vitest, or for a part of them. */
export const adapterCases: readonly AdapterCase[] = [
  ...capabilities,
  ...Object.values(verbsUnderTest).flatMap(({ cases }) => cases),
  ...incoming,
  ...responses,
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
  ...accounts,
  ...errors,
  ...refusals,
];
