import { X509Certificate } from "node:crypto";
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, errors, type JWTVerifyOptions, jwtVerify } from "jose";
import type { AuthContext, KnownApp } from "./apps.js";
import { type EntraError, entraErrors } from "./entra-error.js";

/** What an assertion is checked against. */
interface Claimed {
  readonly app: KnownApp;
  readonly tenant: string;
}

/**
 * An app that proves itself by an assertion: signed with the key of a certificate that is registered with it, or issued by a party that the
 * app trusts, a federated credential (both documented; the checks and their numbers are Entra's). Throws EntraError.
 */
export async function checkAssertion(graph: AuthContext, assertion: string, claimed: Claimed): Promise<void> {
  const issuer = issuerOf(assertion);
  const isOwn = issuer !== undefined && sameId(issuer, claimed.app.appId);
  if (isOwn) await checkCertificate(graph, assertion, claimed);
  else await checkFederated(graph, assertion, issuer, claimed.app);
}

async function checkCertificate(graph: AuthContext, assertion: string, { app, tenant }: Claimed): Promise<void> {
  const { x5t, "x5t#S256": x5tS256 } = decodeProtectedHeader(assertion);
  const certificate = app.certificates
    .map((pem) => new X509Certificate(pem))
    .find((one) => base64url(one.fingerprint256) === x5tS256 || base64url(one.fingerprint) === x5t);
  if (!certificate) throw entraErrors.noCertificate(app.appId);
  const { http, https } = graph.origins();
  const authorities = [http, https, "https://login.microsoftonline.com"].map((origin) => `${origin}/${tenant}`);
  await verify(graph, app, {
    // Entra takes the token endpoint, and the issuer, as the audience.
    audience: authorities.flatMap((authority) => [`${authority}/oauth2/v2.0/token`, `${authority}/v2.0`]),
    check: (options) => jwtVerify(assertion, certificate.publicKey, { ...options, subject: app.appId }),
  });
}

async function checkFederated(
  graph: AuthContext,
  assertion: string,
  issuer: string | undefined,
  app: KnownApp,
): Promise<void> {
  const subject = issuer === undefined ? undefined : decodeJwt(assertion).sub;
  const credential = app.federated.find((one) => one.issuer === issuer && one.subject === subject);
  if (!credential) throw entraErrors.noFederatedCredential(issuer ?? "none", subject ?? "none");
  await verify(graph, app, {
    audience: [credential.audience],
    check: (options) =>
      jwtVerify(assertion, createLocalJWKSet(credential.jwks), { ...options, issuer: credential.issuer }),
  });
}

async function verify(
  { clock }: AuthContext,
  app: KnownApp,
  proof: { readonly audience: string[]; readonly check: (options: JWTVerifyOptions) => Promise<unknown> },
): Promise<void> {
  try {
    await proof.check({
      audience: proof.audience,
      algorithms: ["RS256", "PS256", "ES256"],
      // Clocks may differ by five minutes (documented).
      clockTolerance: 300,
      currentDate: new Date(clock.now()),
      requiredClaims: ["exp"],
    });
  } catch (error) {
    throw refusal(error, app.appId);
  }
}

function refusal(error: unknown, appId: string): EntraError {
  if (error instanceof errors.JWTExpired) return entraErrors.assertionOutOfTime();
  if (!(error instanceof errors.JWTClaimValidationFailed)) return entraErrors.assertionSignature();
  if (error.claim === "nbf" || error.claim === "exp") return entraErrors.assertionOutOfTime();
  return error.claim === "aud" ? entraErrors.assertionAudience() : entraErrors.assertionSubject(appId);
}

function issuerOf(assertion: string): string | undefined {
  try {
    return decodeJwt(assertion).iss;
  } catch {
    throw entraErrors.assertionMalformed();
  }
}

/** A fingerprint, `AB:CD:…`, as the header of an assertion writes it. */
function base64url(fingerprint: string): string {
  return Buffer.from(fingerprint.replaceAll(":", ""), "hex").toString("base64url");
}

function sameId(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
