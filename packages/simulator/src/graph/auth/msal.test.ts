import "reflect-metadata";
import { createHash, generateKeyPairSync, type KeyObject } from "node:crypto";
import { CallAutomationClient } from "@azure/communication-call-automation";
import { ConfidentialClientApplication, type Configuration } from "@azure/msal-node";
import * as x509 from "@peculiar/x509";
import { decodeJwt, SignJWT } from "jose";
import { Agent, getGlobalDispatcher, setGlobalDispatcher } from "undici";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Simulator } from "../../control/simulator.js";
import { startSimulator } from "../../simulator/start-simulator.js";

const systemAuthorities = getGlobalDispatcher();
const RSA = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};
const GRAPH = "https://graph.microsoft.com/.default";
const ACS = "https://communication.azure.com//.default";
const ISSUER = "https://token.actions.githubusercontent.com";
const SUBJECT = "repo:contoso/bot:ref:refs/heads/main";

let simulator: Simulator;
let agent: Agent;
let certificate: { readonly pem: string; readonly key: string; readonly der: Uint8Array };
let workload: { readonly privateKey: KeyObject; readonly publicKey: KeyObject };

beforeAll(async () => {
  // On the machine's clock, as the client is.
  simulator = await startSimulator({ people: [{ id: "anna", party: "+14255550101" }] });
  // What NODE_EXTRA_CA_CERTS does for a whole process.
  agent = new Agent({ connect: { ca: simulator.caCertificate } });
  setGlobalDispatcher(agent);
  certificate = await selfSigned();
  workload = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwks = { keys: [{ ...workload.publicKey.export({ format: "jwk" }), kty: "RSA", kid: "w1" }] };
  const federated = [{ issuer: ISSUER, subject: SUBJECT, jwks }];
  simulator.graphBehavior.change({ apps: { [simulator.graph.appId]: { certificates: [certificate.pem], federated } } });
});
afterAll(async () => {
  setGlobalDispatcher(systemAuthorities);
  await agent.close();
  await simulator.close();
});

async function selfSigned(): Promise<typeof certificate> {
  const keys = await globalThis.crypto.subtle.generateKey(RSA, true, ["sign", "verify"]);
  const made = await x509.X509CertificateGenerator.createSelfSigned({ name: "CN=bot", keys, signingAlgorithm: RSA });
  const key = await globalThis.crypto.subtle.exportKey("pkcs8", keys.privateKey);
  return {
    pem: made.toString("pem"),
    key: x509.PemConverter.encode(key, "PRIVATE KEY"),
    der: new Uint8Array(made.rawData),
  };
}

const thumbprint = (algorithm: "sha1" | "sha256"): string =>
  createHash(algorithm).update(certificate.der).digest("hex").toUpperCase();

const workloadToken = (claims: { readonly subject?: string; readonly audience?: string } = {}): Promise<string> =>
  new SignJWT({})
    .setProtectedHeader({ alg: "RS256", kid: "w1" })
    .setIssuer(ISSUER)
    .setSubject(claims.subject ?? SUBJECT)
    .setAudience(claims.audience ?? "api://AzureADTokenExchange")
    .setIssuedAt()
    .setExpirationTime("5m")
    .sign(workload.privateKey);

type Proof = Omit<Configuration["auth"], "clientId" | "authority" | "knownAuthorities">;
/** As its documentation says; only the authority is the simulator, which the client is configured to trust. */
const tokenFor = async (scope: string, proof: Proof): Promise<string> => {
  const { appId, tenantId } = simulator.graph;
  const client = new ConfidentialClientApplication({
    auth: {
      clientId: appId,
      authority: `${simulator.httpsUrl}/${tenantId}`,
      knownAuthorities: [new URL(simulator.httpsUrl).host],
      ...proof,
    },
  });
  return (await client.acquireTokenByClientCredential({ scopes: [scope] }))?.accessToken ?? "";
};

const proofs: readonly (readonly [string, () => Proof])[] = [
  ["a secret", () => ({ clientSecret: simulator.graph.clientSecret })],
  ["a certificate by its SHA-256", () => withCertificate({ thumbprintSha256: thumbprint("sha256") })],
  ["a certificate by its SHA-1", () => withCertificate({ thumbprint: thumbprint("sha1") })],
  ["an assertion of somebody else", () => ({ clientAssertion: () => workloadToken() })],
];
const withCertificate = (print: { readonly thumbprint?: string; readonly thumbprintSha256?: string }): Proof => ({
  clientCertificate: { privateKey: certificate.key, ...print },
});

describe.each(proofs)("MSAL with %s", (_, proof) => {
  test.each([
    [GRAPH, "https://graph.microsoft.com"],
    [ACS, "https://communication.azure.com/"],
  ])("gets a token for %s", async (scope, audience) => {
    const { tenantId, appId } = simulator.graph;
    expect(decodeJwt(await tokenFor(scope, proof()))).toMatchObject({ aud: audience, tid: tenantId, appid: appId });
  });
});

test("each token is good at its own API, and only there", async () => {
  const [graph, acs] = [await tokenFor(GRAPH, proofs[0]?.[1]() ?? {}), await tokenFor(ACS, proofs[0]?.[1]() ?? {})];
  const askGraph = async (token: string): Promise<number> => {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`${simulator.url}/v1.0/communications/calls/unknown`, { headers })).status;
  };
  expect([await askGraph(graph), await askGraph(acs)]).toEqual([404, 401]);
  const dial = (token: string) =>
    new CallAutomationClient(
      simulator.httpsUrl,
      { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 60_000 }) },
      { tlsOptions: { ca: simulator.caCertificate }, retryOptions: { maxRetries: 0 } },
    ).createCall(
      { targetParticipant: { phoneNumber: "+14255550101" }, sourceCallIdNumber: { phoneNumber: "+14255550100" } },
      "https://bot.example.com/",
    );
  await expect(dial(acs)).resolves.toBeDefined();
  await expect(dial(graph)).rejects.toMatchObject({ statusCode: 401, code: "7501" });
});

describe("an assertion is refused", () => {
  const other = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  test.each<[string, string, () => Proof]>([
    [
      "from a subject that the app does not trust",
      "70021",
      () => ({ clientAssertion: () => workloadToken({ subject: "x" }) }),
    ],
    ["for another audience", "700023", () => ({ clientAssertion: () => workloadToken({ audience: "api://other" }) })],
    [
      "with a certificate that is not registered",
      "700027",
      () => withCertificate({ thumbprintSha256: "AB".repeat(32) }),
    ],
    [
      "signed with another key than the certificate's",
      "700027",
      () => ({
        clientCertificate: {
          privateKey: other.export({ type: "pkcs8", format: "pem" }).toString(),
          thumbprintSha256: thumbprint("sha256"),
        },
      }),
    ],
  ])("%s", async (_, number, proof) => {
    await expect(tokenFor(GRAPH, proof())).rejects.toThrow(`AADSTS${number}`);
  });
});

test("the documents that clients read first name the simulator", async () => {
  const { tenantId } = simulator.graph;
  const read = async (path: string): Promise<unknown> => (await fetch(`${simulator.httpsUrl}${path}`)).json();
  for (const version of ["/v2.0", ""]) {
    expect(await read(`/${tenantId}${version}/.well-known/openid-configuration`)).toMatchObject({
      token_endpoint: `${simulator.httpsUrl}/${tenantId}/oauth2/v2.0/token`,
      issuer: `${simulator.httpsUrl}/${tenantId}${version}`,
    });
  }
  expect(await read(`/${tenantId}/discovery/v2.0/keys`)).toMatchObject({ keys: [{ kty: "RSA" }] });
  expect(await read("/common/discovery/instance?api-version=1.1")).toMatchObject({
    metadata: [{ aliases: [new URL(simulator.httpsUrl).host] }],
  });
});
