import { z } from "zod";
import { resourceRoute } from "../api/resource-route.js";
import { type AcsRoute, noBody } from "../api/route.js";
import type { AcsContext } from "../calls/context.js";
import { cloudTime } from "../notify/callback.js";
import { AcsError } from "../wire/errors.js";

const scopesSchema = z.array(z.enum(["chat", "voip", "chat.join", "chat.join.limited", "voip.join"]));
type Scopes = z.output<typeof scopesSchema>;
/** Limits and default are documented. */
const minutesSchema = z.number().int().min(60).max(1440).nullish();
const DEFAULT_MINUTES = 1440;

/** Makes a communication user, with a token if scopes are named. 201. */
const createIdentity = resourceRoute({
  operation: "CommunicationIdentity_Create",
  title: "Create identity",
  body: {
    schema: z
      .strictObject({ createTokenWithScopes: scopesSchema.nullish(), expiresInMinutes: minutesSchema })
      .default({}),
    sample: { createTokenWithScopes: ["voip"] },
  },
  async handle({ body }, acs) {
    const id = `${prefixOf(acs)}${acs.random.id()}`;
    const scopes = body.createTokenWithScopes ?? [];
    if (scopes.length === 0) return { status: 201, body: { identity: { id } } };
    const accessToken = await issue(acs, id, scopes, body.expiresInMinutes ?? DEFAULT_MINUTES);
    return { status: 201, body: { identity: { id }, accessToken } };
  },
});

/** Issues a token for a communication user of the resource. 200. */
const issueAccessToken = resourceRoute({
  operation: "CommunicationIdentity_IssueAccessToken",
  title: "Issue access token",
  body: {
    schema: z.strictObject({ scopes: scopesSchema.min(1), expiresInMinutes: minutesSchema }),
    sample: { scopes: ["voip"] },
  },
  async handle({ param, body }, acs) {
    const id = ownIdentity(acs, param("identityId"));
    return { status: 200, body: await issue(acs, id, body.scopes, body.expiresInMinutes ?? DEFAULT_MINUTES) };
  },
});

/** Takes back all tokens of a communication user. 204. Nothing here takes such a token, so that nothing else changes (ours). */
const revokeAccessTokens = resourceRoute({
  operation: "CommunicationIdentity_RevokeAccessTokens",
  title: "Revoke access tokens",
  body: noBody,
  handle({ param }, acs) {
    ownIdentity(acs, param("identityId"));
    return { status: 204 };
  },
});

/** Deletes a communication user. 204. Whoever has it as an address here keeps it (ours). */
const deleteIdentity = resourceRoute({
  operation: "CommunicationIdentity_Delete",
  title: "Delete identity",
  body: noBody,
  handle({ param }, acs) {
    acs.deletedUsers.add(ownIdentity(acs, param("identityId")));
    return { status: 204 };
  },
});

function prefixOf({ credentials }: AcsContext): string {
  return `8:acs:${credentials.acs.resourceId}_`;
}

/** A communication user of this resource that is not deleted. The refusal is observed; that the deleted ones get it is ours. */
function ownIdentity(acs: AcsContext, id: string): string {
  if (id.startsWith(prefixOf(acs)) && !acs.deletedUsers.has(id)) return id;
  throw new AcsError(401, "IdentityNotOwned", "Provided identity doesn't belong to the resource.");
}

/** A token in the form of the real one. It is for the calling client, which is not simulated: its issuer and audience are ours. */
async function issue(acs: AcsContext, id: string, scopes: Scopes, minutes: number): Promise<Record<string, unknown>> {
  const issuedAt = acs.clock.now();
  const token = await acs.keys.sign({
    issuer: "https://communication.azure.com/identities",
    audience: "communication-user",
    lifetimeS: minutes * 60,
    issuedAt,
    extra: {
      skypeid: id.replace(/^8:/, ""),
      acsScope: scopes.join(","),
      resourceId: acs.credentials.acs.resourceId,
    },
  });
  return { token, expiresOn: cloudTime(issuedAt + minutes * 60_000) };
}

export const identityRoutes: readonly AcsRoute[] = [
  createIdentity,
  issueAccessToken,
  revokeAccessTokens,
  deleteIdentity,
];
