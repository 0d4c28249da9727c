/** An error of the token endpoint, with the number that Entra prints as `AADSTS…` (documented; the words are Entra's, shortened). */
export class EntraError extends Error {
  override readonly name = "EntraError";
  constructor(
    readonly status: 400 | 401,
    readonly error: string,
    readonly number: number,
    message: string,
  ) {
    super(message);
  }
}

export const entraErrors = {
  missing: (parameter: string) =>
    new EntraError(
      400,
      "invalid_request",
      900144,
      `The request body must contain the following parameter: '${parameter}'.`,
    ),
  grantType: (grantType: string) =>
    new EntraError(400, "unsupported_grant_type", 70003, `The app requested an unsupported grant type '${grantType}'.`),
  noSuchTenant: (tenant: string) =>
    new EntraError(
      400,
      "invalid_request",
      90002,
      `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID.`,
    ),
  noTenantName: (tenant: string) =>
    new EntraError(
      400,
      "invalid_request",
      900023,
      `Specified tenant identifier '${tenant}' is neither a valid DNS name, nor a valid external domain.`,
    ),
  noSuchApp: (appId: string, tenant: string) =>
    new EntraError(
      400,
      "unauthorized_client",
      700016,
      `Application with identifier '${appId}' was not found in the directory '${tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`,
    ),
  noSecret: () =>
    new EntraError(
      401,
      "invalid_client",
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    ),
  wrongSecret: (appId: string) =>
    new EntraError(
      401,
      "invalid_client",
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${appId}'.`,
    ),
  noCertificate: (appId: string) =>
    new EntraError(
      401,
      "invalid_client",
      700027,
      `The certificate with identifier used to sign the client assertion is not registered on application '${appId}'.`,
    ),
  noFederatedCredential: (issuer: string, subject: string) =>
    new EntraError(
      401,
      "invalid_client",
      70021,
      `No matching federated identity record found for presented assertion. Assertion Issuer: '${issuer}'. Assertion Subject: '${subject}'.`,
    ),
  assertionSubject: (appId: string) =>
    new EntraError(
      401,
      "invalid_client",
      700021,
      `Client assertion application identifier doesn't match 'client_id' parameter '${appId}'.`,
    ),
  assertionAudience: () =>
    new EntraError(401, "invalid_client", 700023, "Client assertion audience claim does not match Realm issuer."),
  assertionOutOfTime: () =>
    new EntraError(401, "invalid_client", 700024, "Client assertion is not within its valid time range."),
  assertionMalformed: () => new EntraError(400, "invalid_request", 50027, "JWT token is invalid or malformed."),
  assertionSignature: () =>
    new EntraError(401, "invalid_client", 700027, "Client assertion failed signature validation."),
  assertionType: (type: string) =>
    new EntraError(
      400,
      "invalid_request",
      900144,
      `The request body must contain the following parameter: 'client_assertion_type', which is urn:ietf:params:oauth:client-assertion-type:jwt-bearer and not '${type}'.`,
    ),
  scope: (scope: string) =>
    new EntraError(
      400,
      "invalid_scope",
      1002012,
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    ),
  noSuchResource: (resource: string, tenant: string) =>
    new EntraError(
      400,
      "invalid_resource",
      500011,
      `The resource principal named ${resource} was not found in the tenant named ${tenant}.`,
    ),
} as const;

/** The body as the token endpoint prints it (documented). */
export function entraErrorBody(failure: EntraError, ids: { trace: string; correlation: string }, now: number): object {
  const timestamp = `${new Date(now).toISOString().slice(0, 19).replace("T", " ")}Z`;
  const trailer = `Trace ID: ${ids.trace} Correlation ID: ${ids.correlation} Timestamp: ${timestamp}`;
  return {
    error: failure.error,
    error_description: `AADSTS${failure.number}: ${failure.message} ${trailer}`,
    error_codes: [failure.number],
    timestamp,
    trace_id: ids.trace,
    correlation_id: ids.correlation,
    error_uri: `https://login.microsoftonline.com/error?code=${failure.number}`,
  };
}
