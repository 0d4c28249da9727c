/**
 * The options to spread into an ACS adapter or client configuration, so that it talks to this simulator and trusts it.
 * A plain type of the simulator's own: it imports nothing of anybody's library.
 */
export interface AcsSettings {
  /** `endpoint=http://127.0.0.1:…;accesskey=…` */
  readonly connectionString: string;
  /** The immutable resource id: the audience of callback tokens. */
  readonly resourceId: string;
  readonly eventGrid: { readonly secret: string };
  /** Whom to believe callback tokens from, instead of the real cloud. */
  readonly issuer: string;
  readonly openIdConfigurationUrl: string;
  readonly allowInsecureConnection: true;
}

/** The same for Microsoft Graph. */
export interface GraphSettings {
  readonly appId: string;
  readonly clientSecret: string;
  readonly tenantId: string;
  /** The bot's numbers, each with the resource account that has it. */
  readonly numbers: Readonly<Record<string, { readonly applicationInstance: string }>>;
  /** The API's origin, without a version and without a trailing slash. */
  readonly baseUrl: string;
  /** Origin of the token endpoint: `{authority}/{tenant}/oauth2/v2.0/token`. */
  readonly authority: string;
  /** Where callback tokens' keys are described. */
  readonly openIdConfigurationUrl: string;
  readonly issuers: readonly string[];
}
