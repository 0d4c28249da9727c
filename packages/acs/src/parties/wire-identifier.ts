import { z } from "zod";

const text = z.string().optional().catch(undefined);

/**
 * Who somebody is, as the wire spells it. One of the nested forms at the most is there; `kind` and `rawId` may be missing
 * (requests of the official client leave `kind` out; older events did too), so neither is relied on.
 */
export const wireIdentifier = z
  .looseObject({
    rawId: text,
    communicationUser: z.looseObject({ id: z.string() }).optional().catch(undefined),
    phoneNumber: z
      .looseObject({ value: text, isAnonymous: z.boolean().optional().catch(undefined) })
      .optional()
      .catch(undefined),
    microsoftTeamsUser: z
      .looseObject({ userId: z.string(), isAnonymous: z.boolean().optional().catch(undefined), cloud: text })
      .optional()
      .catch(undefined),
    microsoftTeamsApp: z.looseObject({ appId: z.string(), cloud: text }).optional().catch(undefined),
    teamsExtensionUser: z
      .looseObject({ userId: z.string(), tenantId: z.string(), resourceId: z.string(), cloud: text })
      .optional()
      .catch(undefined),
  })
  .catch({});

/** A party on the wire. */
export type WireIdentifier = z.infer<typeof wireIdentifier>;
