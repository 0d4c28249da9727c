import { z } from "zod";

/** The application permissions that calling knows, by their real role names (documented). */
export const callRoles = [
  "Calls.Initiate.All",
  "Calls.InitiateGroupCall.All",
  "Calls.JoinGroupCall.All",
  "Calls.JoinGroupCallAsGuest.All",
  "Calls.AccessMedia.All",
] as const;
export type CallRole = (typeof callRoles)[number];

/** Who signs callbacks: as documented, as reported with a slash, and as Microsoft's own sample takes it too. */
export const graphIssuers = [
  "https://api.botframework.com",
  "https://api.botframework.com/",
  "https://graph.microsoft.com",
] as const;

const federatedSchema = z.strictObject({
  issuer: z.string().min(1),
  subject: z.string().min(1),
  /** Default: what Entra recommends. */
  audience: z.string().default("api://AzureADTokenExchange"),
  /** The keys of the issuer: nothing is fetched from there. */
  jwks: z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })) }),
});

const appSchema = z.strictObject({
  /** Default: the simulator's own. */
  clientSecret: z.string().min(1).optional(),
  /** Certificates, as PEM, whose keys the app may prove itself with. Default: none. */
  certificates: z.array(z.string().startsWith("-----BEGIN CERTIFICATE-----")).optional(),
  /** Federated credentials: whose assertions are taken for the app's. Default: none. */
  federated: z.array(federatedSchema).optional(),
  /** What an administrator consented to. Default: all of `callRoles`. In tokens from the next one on. */
  roles: z.array(z.enum(callRoles)).optional(),
});

/**
 * How this Graph behaves: what apps may do, and the oddities that its notifications have been seen with. The defaults are the
 * documented form.
 */
const graphBehaviorSchema = z.strictObject({
  /** By client id. Those of registered bots, and the simulator's own, exist without being listed. */
  apps: z.record(z.string(), appSchema),
  /** Whether an app must be registered as a bot before it may create calls. Otherwise its first call registers it. */
  registrationRequired: z.boolean(),
  /** Errors of the calling service arrive as JSON inside of the message of an `UnknownError` (observed). */
  wrappedErrors: z.boolean(),
  /** A notification in the older format comes before each incoming call; the call follows when it is answered 204 (documented). */
  legacyFirst: z.boolean(),
  /** How `changeType` is written; `Capitalized` was observed. */
  changeType: z.enum(["lower-case", "capitalized"]),
  /** Which of `resourceUrl` and its older twin `resource` is there; all three were observed. */
  resource: z.enum(["resourceUrl", "both", "resource"]),
  /** Figures of `resultInfo` as text (documented on the delete page). */
  codesAsText: z.boolean(),
  /** `subCode` is printed in the examples of failed transfers. */
  subcode: z.enum(["subcode", "subCode"]),
  /** `resourceData` without its `id` (documented examples lack it). */
  omitIds: z.boolean(),
  /** An additional callback without any body goes before each `established` (observed). */
  emptyCallbacks: z.boolean(),
  /** `as-documented`: an array on calls that the bot made, no data at all on calls that it answered. */
  contentSharing: z.enum(["as-documented", "array", "no-data"]),
  issuer: z.enum(graphIssuers),
  /** Tokens say `cty: JWT` in their header although nothing is nested in them (observed). */
  contentTypeInToken: z.boolean(),
  /** What is wrong with the tokens of all callbacks. */
  tokens: z.enum(["good", "expired", "wrong-audience", "unknown-key"]),
});
export type GraphBehavior = z.infer<typeof graphBehaviorSchema>;
/** A change of some of it; `apps` are merged by client id. */
export const graphBehaviorChangeSchema = graphBehaviorSchema.partial();
export type GraphBehaviorChange = z.input<typeof graphBehaviorChangeSchema>;
export type FederatedCredential = z.infer<typeof federatedSchema>;

const documented: GraphBehavior = {
  apps: {},
  registrationRequired: false,
  wrappedErrors: false,
  legacyFirst: false,
  changeType: "lower-case",
  resource: "resourceUrl",
  codesAsText: false,
  subcode: "subcode",
  omitIds: false,
  emptyCallbacks: false,
  contentSharing: "as-documented",
  issuer: "https://api.botframework.com",
  contentTypeInToken: false,
  tokens: "good",
};

/** The behavior in force. */
export interface BehaviorControl {
  current(): GraphBehavior;
  /** Changes what is given, from now on. */
  change(change: GraphBehaviorChange): GraphBehavior;
  /** Back to what it was at the start. */
  reset(): void;
}

export function createBehavior(initial: GraphBehaviorChange = {}): BehaviorControl {
  let current = merge(documented, initial);
  return {
    current: () => current,
    change(change) {
      current = merge(current, change);
      return current;
    },
    reset() {
      current = merge(documented, initial);
    },
  };
}

function merge(behavior: GraphBehavior, input: GraphBehaviorChange): GraphBehavior {
  const change = graphBehaviorChangeSchema.parse(input);
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const apps = Object.entries(change.apps ?? {}).map(([id, app]) => [id.toLowerCase(), app] as const);
  return { ...behavior, ...given, apps: { ...behavior.apps, ...Object.fromEntries(apps) } };
}
