import { type Participant, type Party, partyKey, type Signal } from "@trunkline/core";
import { z } from "zod";
import { identityToParty } from "../parties/identity-to-party.js";
import { looseText } from "../wire/odata.js";
import { participantInfoSchema } from "../wire/read-identity.js";
import { type Notification, signalBase } from "./notification.js";

const flag = z.boolean().nullish().catch(undefined);

/** An Int64, written as a number or as text. */
const number = z
  .union([z.number().int().nonnegative(), z.string().regex(/^\d+$/).transform(Number)])
  .nullish()
  .catch(undefined);
const participantSchema = z.looseObject({
  id: looseText,
  "@odata.id": looseText,
  info: participantInfoSchema.nullish().catch(undefined),
  isMuted: flag,
  isInLobby: flag,
  removedState: z.looseObject({}).nullish().catch(undefined),
  rosterSequenceNumber: number,
});

type ReadParticipant = z.output<typeof participantSchema> & { readonly key: string; readonly party: Party };

/**
 * Who is on the call: always the whole roster. While the bot waits in the lobby, it is the only one in it. Rosters have no number of
 * their own: `rosterSequenceNumber` says in which one each participant last changed (documented), where it is there at all.
 */
export function readRoster(notification: Notification): readonly Signal[] {
  const entities = readAll(notification);
  const participants = entities.filter(({ removedState }) => !removedState).map(participantOf);
  const changedIn = readChanges(entities);
  return [
    {
      ...signalBase(notification),
      kind: "participants",
      id: `roster:${notification.delivery}`,
      participants,
      ...(changedIn ? { changedIn } : {}),
    },
  ];
}

/**
 * The members of the roster, each under an id that no other one has. All rosters on the invite pages print `"id": null`, some on
 * other pages have it in `@odata.id` alone: without any, a participant is known by who it is.
 */
function readAll({ data, numbers }: Notification): readonly ReadParticipant[] {
  const entities: readonly unknown[] = Array.isArray(data) ? data : [data];
  const taken = new Map<string, number>();
  return entities.flatMap((entity) => {
    const read = participantSchema.safeParse(entity).data;
    if (!read) return [];
    const party = identityToParty(read.info?.identity, numbers);
    const name = read.id ?? read["@odata.id"]?.split("/").at(-1) ?? (isNobody(party) ? "" : partyKey(party));
    if (!name) return [];
    const times = (taken.get(name) ?? 0) + 1;
    taken.set(name, times);
    return [{ ...read, party, key: times === 1 ? name : `${name}#${times}` }];
  });
}

function isNobody(party: Party): boolean {
  return party.kind === "unknown" && party.rawId === "";
}

function participantOf({ key, party, isMuted, isInLobby }: ReadParticipant): Participant {
  return {
    id: key,
    party,
    ...(isMuted == null ? {} : { muted: isMuted }),
    ...(isInLobby == null ? {} : { inLobby: isInLobby }),
  };
}

function readChanges(entities: readonly ReadParticipant[]): Readonly<Record<string, number>> | undefined {
  const numbers = entities.flatMap(({ key, rosterSequenceNumber }) =>
    rosterSequenceNumber == null ? [] : ([[key, rosterSequenceNumber]] as const),
  );
  return numbers.length > 0 && numbers.length === entities.length ? Object.fromEntries(numbers) : undefined;
}
