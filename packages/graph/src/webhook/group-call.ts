import {
  type Ask,
  type ContentSharingSignal,
  type JoiningDecision,
  type Participant,
  type Party,
  partyKey,
  type Reply,
  type Signal,
} from "@trunkline/core";
import { z } from "zod";
import { looseText, participantInfoSchema } from "../client/entities.js";
import { identityToParty } from "../parties/identity-to-party.js";
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

const changes = { created: "started", updated: "updated", deleted: "ended" } as const;

const sessionSchema = z.looseObject({ id: looseText });

/** Screen sharing: one page sends the sessions as an array, another names the session in the address and sends no data at all. */
export function readContentSharing(notification: Notification): readonly Signal[] {
  const { change, data, path, delivery } = notification;
  if (change === "other") return [];
  const entities: readonly unknown[] = data === undefined ? [] : Array.isArray(data) ? data : [data];
  const inData = entities.flatMap((entity) => sessionSchema.safeParse(entity).data?.id ?? []);
  const sessions = inData.length > 0 ? inData : path.childId ? [path.childId] : [];
  return sessions.map((sessionId): ContentSharingSignal => {
    const once = `content-sharing:${sessionId}:${changes[change]}`;
    return {
      ...signalBase(notification),
      kind: "content-sharing",
      // A session begins and ends once; it may change any number of times.
      id: change === "updated" ? `${once}:${delivery}` : once,
      change: changes[change],
      sessionId,
    };
  });
}

/** Not documented for this question alone; it is the time that policy-based recording leaves a bot. */
const withinMs = 5_000;

/** Another participant under the recording policy is about to join: the answer is the body of the response. */
export function readJoining({ call }: Notification): Ask {
  return { kind: "participant-joining", call, withinMs, reply };
}

function reply(decision: JoiningDecision): Reply {
  return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(write(decision)) };
}

function write(decision: JoiningDecision): object {
  if ("admit" in decision) return { "@odata.type": "#microsoft.graph.acceptJoinResponse" };
  if ("refuse" in decision) return { "@odata.type": "#microsoft.graph.rejectJoinResponse", reason: decision.refuse };
  return { "@odata.type": "#microsoft.graph.inviteNewBotResponse", inviteUri: decision.invite };
}
