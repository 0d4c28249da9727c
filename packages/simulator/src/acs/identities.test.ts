import { CommunicationIdentityClient } from "@azure/communication-identity";
import { decodeJwt } from "jose";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { type AcsStage, acsStage, CALLBACK } from "./acs-client.fixture.js";

let stage: AcsStage;
let identities: CommunicationIdentityClient;
beforeEach(async () => {
  stage = await acsStage();
  identities = new CommunicationIdentityClient(stage.simulator.acs.connectionString, { allowInsecureConnection: true });
});
afterEach(() => stage.simulator.close());

const notOwned = { statusCode: 401, code: "IdentityNotOwned" };

test("a user of the resource is made, and can be called", async () => {
  const user = await identities.createUser();
  expect(user.communicationUserId).toMatch(`8:acs:${stage.simulator.acs.resourceId}_`);
  const party = { kind: "communication-user", id: user.communicationUserId } as const;
  stage.simulator.addPerson({ party, reaction: { kind: "answer" } });
  await stage.client.createCall({ targetParticipant: user }, CALLBACK);
  await stage.settled();
  expect(stage.types()).toEqual(["ParticipantsUpdated", "CallConnected"]);
});

test("a token names the user and the scopes, for as long as was asked, or for a day", async () => {
  const { user, token, expiresOn } = await identities.createUserAndToken(["voip", "chat"]);
  expect(expiresOn.getTime()).toBe(stage.clock.now() + 24 * 3600_000);
  expect(decodeJwt(token)).toMatchObject({
    skypeid: user.communicationUserId.slice(2),
    acsScope: "voip,chat",
    resourceId: stage.simulator.acs.resourceId,
    exp: expiresOn.getTime() / 1000,
  });
  const another = await identities.getToken(user, ["voip"], { tokenExpiresInMinutes: 60 });
  expect(another.expiresOn.getTime()).toBe(stage.clock.now() + 3600_000);
});

test("a token is not a callback's, nor a key to the service", async () => {
  const { token } = await identities.createUserAndToken(["voip"]);
  const answer = await fetch(`${stage.simulator.url}/rooms?api-version=2025-03-13`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(answer.status).toBe(401);
  expect(decodeJwt(token)).not.toMatchObject({ aud: stage.simulator.acs.resourceId });
});

test.each([
  ["less than an hour", { expiresInMinutes: 59 }],
  ["more than a day", { expiresInMinutes: 1441 }],
  ["no scopes", { scopes: [] }],
])("a token for %s is refused, also to a client that does not check it", async (_, change) => {
  const { user } = await identities.createUserAndToken(["voip"]);
  const { tenantId, appId: client_id, clientSecret: client_secret } = stage.simulator.graph;
  const scope = "https://communication.azure.com//.default";
  const form = new URLSearchParams({ grant_type: "client_credentials", client_id, client_secret, scope });
  const granted = await fetch(`${stage.simulator.url}/${tenantId}/oauth2/v2.0/token`, { method: "POST", body: form });
  const { access_token } = z.object({ access_token: z.string() }).parse(await granted.json());
  const path = `/identities/${user.communicationUserId}/:issueAccessToken?api-version=2023-10-01`;
  const answer = await fetch(`${stage.simulator.url}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${access_token}` },
    body: JSON.stringify({ scopes: ["voip"], ...change }),
  });
  expect(answer.status).toBe(400);
  expect(answer.headers.get("x-ms-error-code")).toBe("BadRequest");
});

test("tokens are revoked, and users deleted, once", async () => {
  const { user } = await identities.createUserAndToken(["voip"]);
  await identities.revokeTokens(user);
  await identities.getToken(user, ["voip"]);
  await identities.deleteUser(user);
  await expect(identities.getToken(user, ["voip"])).rejects.toMatchObject(notOwned);
  await expect(identities.deleteUser(user)).rejects.toMatchObject(notOwned);
});

test("users of another resource are refused", async () => {
  const user = { communicationUserId: "8:acs:another_user" };
  await expect(identities.getToken(user, ["voip"])).rejects.toMatchObject(notOwned);
  await expect(identities.revokeTokens(user)).rejects.toMatchObject(notOwned);
});
