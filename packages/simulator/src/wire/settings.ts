import { z } from "zod";

const webhookUrl = z.url({ protocol: /^https?$/ });
const e164 = z.string().regex(/^\+[1-9]\d{1,14}$/, "a number in E.164 form, such as +14255550100");

/**
 * How a bot says where its incoming calls go. It needs at least one address: on `acs` a `number` or a `communicationUser`,
 * on `graph` an `application` and, for calls from phones, a `number` with its `applicationInstance`.
 */
export const botRegistrationSchema = z.strictObject({
  cloud: z.enum(["acs", "graph"]),
  /** Registering with an id again replaces the bot. Default: made from the cloud and the first address. */
  id: z.string().min(1).optional(),
  displayName: z.string().optional(),
  webhookUrl,
  number: e164.optional(),
  /** Raw id of the communication user that answers, such as `8:acs:…`. */
  communicationUser: z.string().optional(),
  /** Client id of the app. Default: the simulator's own app id. */
  application: z.string().optional(),
  /** Object id of the resource account that has `number`. Default: the simulator's own. */
  applicationInstance: z.string().optional(),
  /** ACS: how Event Grid wraps the announcement. Default `event-grid`. */
  eventSchema: z.enum(["event-grid", "cloud-events"]).optional(),
  /** ACS: whether Event Grid validates the address first, as it does when a subscription is made. Default false. */
  validate: z.boolean().optional(),
  /** Graph: calls are offered for policy-based recording, 5 s to decide. */
  policyRecording: z.boolean().optional(),
});

export type BotRegistration = z.infer<typeof botRegistrationSchema>;

/**
 * The options to spread into an ACS adapter or client configuration, so that it talks to this simulator and trusts it.
 * A plain type: the simulator imports no adapter.
 */
export interface AcsSettings {
  /** `endpoint=http://127.0.0.1:…;accesskey=…` */
  readonly connectionString: string;
  /** The immutable resource id: the audience of callback tokens. */
  readonly resourceId: string;
  readonly eventGrid: { readonly secret: string };
  /** The issuer to trust for callback tokens, instead of the real cloud. */
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

/**
 * The well-known credentials of a simulator, as a storage emulator has a well-known account: no secrets, the same in every
 * run, so that they can be pasted into a configuration. They are checked for real.
 */
export interface Credentials {
  readonly acs: {
    /** Base64, the HMAC key. */
    readonly accessKey: string;
    /** The immutable resource id: a GUID. */
    readonly resourceId: string;
    /** Sent with every Event Grid delivery as the header `eventgrid`. */
    readonly eventGridSecret: string;
  };
  readonly graph: {
    readonly appId: string;
    readonly clientSecret: string;
    readonly tenantId: string;
    /** Object id of the resource account that a bot's `number` belongs to when its registration names none. */
    readonly applicationInstance: string;
  };
}

export const wellKnownCredentials: Credentials = {
  acs: {
    accessKey: "dHJ1bmtsaW5lLXNpbXVsYXRvci13ZWxsLWtub3duLWtleQ==",
    resourceId: "5f1d0f6e-0a55-4c0e-9a6b-2f7d3c1b8e90",
    eventGridSecret: "simulated-event-grid-secret",
  },
  graph: {
    appId: "8d0e3f4a-6b1c-4f0d-b6a5-1c2d3e4f5a6b",
    clientSecret: "simulated-client-secret",
    tenantId: "3c9d2b1a-7e6f-4d5c-8b4a-9f8e7d6c5b4a",
    applicationInstance: "b1a2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d",
  },
};
