import { type Participant, partyKey } from "@trunkline/core";
import { z } from "zod";
import { identifierToParty } from "../parties/identifier-to-party.js";

const flag = z.boolean().optional().catch(undefined);
const participant = z.looseObject({
  identifier: z.looseObject({ rawId: z.string().optional().catch(undefined) }),
  isMuted: flag,
  isOnHold: flag,
});

/** Who is on the call; `undefined` if the value is not a list. Entries without an identifier are left out. */
export function readParticipants(value: unknown): readonly Participant[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((entry) => {
    const parsed = participant.safeParse(entry);
    if (!parsed.success) return [];
    const { identifier, isMuted, isOnHold } = parsed.data;
    return {
      ...readParticipant(identifier),
      ...(isMuted === undefined ? {} : { muted: isMuted }),
      ...(isOnHold === undefined ? {} : { onHold: isOnHold }),
    };
  });
}

/** Whom an identifier names, as the roster has them: by the raw identifier. */
export function readParticipant(identifier: { readonly rawId?: unknown }): Participant {
  const party = identifierToParty(identifier);
  const { rawId } = identifier;
  return { id: typeof rawId === "string" ? rawId : partyKey(party), party };
}
