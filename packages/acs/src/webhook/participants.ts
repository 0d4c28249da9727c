import { type Participant, partyKey } from "@trunkline/core";
import { z } from "zod";
import { identifierToParty } from "../parties/identifier-to-party.js";

const flag = z.boolean().optional().catch(undefined);
const participant = z.looseObject({
  identifier: z.looseObject({ rawId: z.string().optional().catch(undefined) }),
  isMuted: flag,
  isOnHold: flag,
});

/** Who is on the call; `undefined` when it is no list, which says nothing of who is there. Entries that name nobody are left out. */
export function readParticipants(value: unknown): readonly Participant[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((entry) => {
    const parsed = participant.safeParse(entry);
    if (!parsed.success) return [];
    const { identifier, isMuted, isOnHold } = parsed.data;
    const party = identifierToParty(identifier);
    return {
      id: identifier.rawId ?? partyKey(party),
      party,
      ...(isMuted === undefined ? {} : { muted: isMuted }),
      ...(isOnHold === undefined ? {} : { onHold: isOnHold }),
    };
  });
}
