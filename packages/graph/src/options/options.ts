import { isE164 } from "@trunkline/core";
import {
  addressSchema,
  cloudNames,
  clouds,
  commonOptions,
  fittingTogether,
  type Problem,
  secretSchema,
} from "@trunkline/microsoft";
import { z } from "zod";

const guid = (wanted: string) => z.guid({ error: `must be ${wanted}` });

/** The spelling of the documentation, the one with a slash that was reported, and the one that Microsoft's own sample takes too. */
const documentedIssuers = [
  "https://api.botframework.com",
  "https://api.botframework.com/",
  "https://graph.microsoft.com",
];

const documentedConfiguration = "https://api.aps.skype.com/v1/.well-known/OpenIdConfiguration";

/** The resource account that has a telephone number. */
const account = z.strictObject({
  /** Object id of the resource account (application instance). One number belongs to one account. */
  applicationInstance: guid("the object id of the resource account, a GUID (GRAPH_NUMBERS)"),
  /** The name shown to whom the bot calls. */
  displayName: z.string().optional(),
});

/** The options that have to fit the cloud. */
const cloudParts = z.object({
  cloud: z.enum(cloudNames).default("global"),
  baseUrl: z.url().optional(),
  authority: z.url().optional(),
  openIdConfigurationUrl: z.url().optional(),
  issuers: z.unknown().optional(),
  allowInsecureConnection: z.boolean().default(false),
});

/** The options of `graph(…)`. */
export const graphOptions = z
  .strictObject({
    /** The bot's application (client) id (`GRAPH_APP_ID`). The only audience that callback tokens may have. */
    appId: guid("the bot's application (client) id, a GUID (GRAPH_APP_ID)"),
    /** A client secret of the application, or a function that fetches it (`GRAPH_CLIENT_SECRET`). */
    clientSecret: secretSchema(
      "must be a client secret of the application, or a function that fetches it (GRAPH_CLIENT_SECRET)",
    ),
    /** The tenant of calls that name none (`GRAPH_TENANT_ID`). */
    tenantId: guid("the id of the tenant that the bot acts in, a GUID (GRAPH_TENANT_ID)"),
    /** The tenants that callbacks may come from. Absent: any tenant that the bot was installed in. */
    tenants: z.array(guid("a tenant id, a GUID")).min(1).readonly().optional(),
    /** The bot's telephone numbers, each with the resource account that has it (`GRAPH_NUMBERS`). */
    numbers: z
      .record(z.string().refine(isE164), account, {
        error: ({ code }) =>
          code === "invalid_key"
            ? "must be a number in E.164 form: +14255550100 (GRAPH_NUMBERS)"
            : 'must be numbers with their accounts: {"+14255550100":{"applicationInstance":"…"}} (GRAPH_NUMBERS, JSON)',
      })
      .default({}),
    /** The name that the bot shows in calls and meetings. Default: that of its registration. */
    displayName: z.string().optional(),
    /** The national cloud (`GRAPH_CLOUD`). */
    cloud: z.enum(cloudNames, { error: `must be one of ${cloudNames.join(", ")} (GRAPH_CLOUD)` }).default("global"),
    /** `beta` has more, and may change from one day to the next. */
    apiVersion: z.enum(["v1.0", "beta"]).default("v1.0"),
    /** Where the API is, without a version. Default: by cloud. Change it for a simulator only. */
    baseUrl: addressSchema("the origin of the API, without a version").optional(),
    /** Where tokens are issued, without a tenant. Default: by cloud. Change it for a simulator only. */
    authority: addressSchema("the origin of the token endpoint, without a tenant").optional(),
    /** Who signs callbacks, in every spelling that occurs. Default: the three of the global cloud. */
    issuers: z.array(z.string().min(1)).min(1).readonly().optional(),
    /** Where the signer's keys are described. Default: that of the global cloud. */
    openIdConfigurationUrl: addressSchema("the OpenID configuration of the signer of callbacks").optional(),
    /** Allows http to a machine other than this one. For a simulator in a network of your own only. */
    allowInsecureConnection: z.boolean().default(false),
    ...commonOptions,
  })
  .superRefine(...fittingTogether(cloudParts, problemsOfCloud))
  .transform((options) => {
    const cloud = clouds[options.cloud];
    return {
      ...options,
      cloud,
      baseUrl: options.baseUrl ?? cloud.graphRoot,
      authority: options.authority ?? cloud.authority,
      issuers: options.issuers ?? documentedIssuers,
      openIdConfigurationUrl: options.openIdConfigurationUrl ?? documentedConfiguration,
    };
  });

/** What does not fit the cloud that is chosen, by option. */
function problemsOfCloud(options: z.output<typeof cloudParts>): readonly Problem[] {
  const cloud = clouds[options.cloud];
  if (!cloud.hasCalls)
    return [["cloud", `${cloud.title} has no calls: its Graph has no cloud communications (GRAPH_CLOUD)`]];
  const undocumented = (["issuers", "openIdConfigurationUrl"] as const)
    .filter((option) => !cloud.callbackKeysDocumented && options[option] === undefined)
    .map(
      (option) => [option, `has to be given in ${cloud.title}: who signs callbacks there is not documented`] as const,
    );
  const insecure = (["baseUrl", "authority", "openIdConfigurationUrl"] as const)
    .filter((option) => {
      const address = options[option];
      if (address === undefined || options.allowInsecureConnection || address.startsWith("https:")) return false;
      return !isLoopback(address);
    })
    .map((option) => [option, "is http; use https, or set allowInsecureConnection: true for a simulator"] as const);
  return [...undocumented, ...insecure];
}

/** The options of `graph(…)`, as they are given. */
export type GraphOptions = z.input<typeof graphOptions>;

/** The same, checked and with their defaults. */
export type CheckedGraphOptions = z.output<typeof graphOptions>;

/** Whether an address is on this very machine. */
export function isLoopback(address: string | URL): boolean {
  const { hostname } = new URL(address);
  return (
    hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]" || hostname.startsWith("127.")
  );
}
