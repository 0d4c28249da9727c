import { randomUUID } from "node:crypto";
import { importPKCS8, SignJWT } from "jose";
import type { CloudName } from "./cloud-name.js";
import { identity } from "./identity.js";
import { type Keys, keyId } from "./keys.js";

const { acs, graph } = identity;

const claims: Readonly<Record<CloudName, { readonly iss: string; readonly aud: string; readonly tid?: string }>> = {
  acs: { iss: acs.issuer, aud: acs.resourceId },
  graph: { iss: graph.issuer, aud: graph.appId, tid: graph.tenantId },
};

/** Signs tokens as a cloud does; no two are the same. Good for a month: a benchmark may move its clock. */
export async function createTokenWriter(keys: Keys): Promise<(cloud: CloudName) => Promise<string>> {
  const key = await importPKCS8(keys.privateKey, "RS256");
  return (cloud) =>
    new SignJWT({ ...claims[cloud], jti: randomUUID() })
      .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: keyId })
      .setIssuedAt()
      .setNotBefore("0s")
      .setExpirationTime("30d")
      .sign(key);
}
