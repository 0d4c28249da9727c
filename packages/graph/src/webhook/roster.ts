import type { Participant, Signal } from "@trunkline/core";
import { z } from "zod";
import { identityToParty } from "../parties/identity-to-party.js";
import type { Numbers } from "../parties/numbers.js";
import { looseText } from "../wire/odata.js";
import { participantInfoSchema } from "../wire/read-identity.js";
import { type Notification, signalBase } from "./notification.js";

const flag = z.boolean().nullish().catch(undefined);

const participantSchema = z.looseObject({
  id: looseText,
  info: participantInfoSchema.nullish().catch(undefined),
  isMuted: flag,
  isInLobby: flag,
  removedState: z.looseObject({}).nullish().catch(undefined),
});

/**
 * Who is on the call: always the whole roster. While the bot waits in the lobby, it is the only one in it. `rosterSequenceNumber`
 * is no order of rosters: it says when each participant last changed, and so falls when the last one to change leaves.
 */
export function readRoster(notification: Notification): readonly Signal[] {
  const { data } = notification;
  const entities: readonly unknown[] = Array.isArray(data) ? data : [data];
  const participants = entities.flatMap((entity) => readParticipant(entity, notification.numbers));
  return [{ ...signalBase(notification), kind: "participants", id: `roster:${notification.delivery}`, participants }];
}

function readParticipant(entity: unknown, numbers: Numbers): readonly Participant[] {
  const read = participantSchema.safeParse(entity).data;
  if (!read?.id || read.removedState) return [];
  return [
    {
      id: read.id,
      party: identityToParty(read.info?.identity, numbers),
      ...(read.isMuted == null ? {} : { muted: read.isMuted }),
      ...(read.isInLobby == null ? {} : { inLobby: read.isInLobby }),
    },
  ];
}
