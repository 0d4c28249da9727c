import { isTokenCredential, type TokenCredential } from "@azure/core-auth";
import {
  addressSchema,
  commonOptions,
  fittingTogether,
  type Problem,
  parseRawId,
  secretSchema,
} from "@trunkline/microsoft";
import { z } from "zod";
import { readAccess } from "./access.js";

const resourceIdHelp =
  "must be the resource's immutable id, a GUID (ACS_RESOURCE_ID); find it with " +
  "`az communication show --name {resource} --resource-group {group} --query immutableResourceId`";

const eventGridSecretHelp =
  "must be a secret of your own, two of them while you change it, or a function that fetches it (ACS_EVENT_GRID_SECRET)";

/** The options that have to fit together. */
const accessParts = z.object({
  connectionString: z.string().optional(),
  endpoint: z.string().optional(),
  accessKey: secretSchema("an access key").optional(),
  credential: z.custom<TokenCredential>(isTokenCredential).optional(),
  openIdConfigurationUrl: z.string().optional(),
  allowInsecureConnection: z.boolean().optional(),
});

/** The options of `acs(…)`. */
export const acsOptions = z
  .strictObject({
    /** `endpoint=https://…;accesskey=…`, from the resource's Keys page (`ACS_CONNECTION_STRING`). A key that is fetched goes into `accessKey`. */
    connectionString: z.string().optional(),
    /** `https://{resource}.communication.azure.com`, with `accessKey` or `credential` in place of the connection string. */
    endpoint: z.string().optional(),
    /** An access key of the resource, or a function that fetches it, called for every request. */
    accessKey: secretSchema("must be an access key of the resource, or a function that fetches it").optional(),
    /** A credential of `@azure/identity`, in place of a key. https only. */
    credential: z.custom<TokenCredential>(isTokenCredential, "must be a credential of @azure/identity").optional(),
    /** The resource's immutable id (`ACS_RESOURCE_ID`): the only audience that callback tokens may have. */
    resourceId: z.guid({ error: resourceIdHelp }),
    /** How Event Grid authenticates. Without it, incoming calls and recording files are refused. */
    eventGrid: z
      .strictObject({
        /** A secret of your own (`ACS_EVENT_GRID_SECRET`); a second one beside it while you change it. A function that fetches it is asked again where a request has another one, every 10 s at most. */
        secret: z.union([secretSchema(eventGridSecretHelp), z.array(secretSchema(eventGridSecretHelp)).min(1).max(2)], {
          error: eventGridSecretHelp,
        }),
        /** The query parameter, or the header, in which the subscription sends the secret. */
        name: z
          .string()
          .regex(/^[a-z0-9_-]+$/i, "must be a plain name: letters, digits, - and _")
          .default("eventgrid"),
      })
      .optional(),
    /** Where text and SSML prompts are spoken: the endpoint of an Azure AI services resource that the ACS resource may use. */
    cognitiveServicesEndpoint: addressSchema('"https://{resource}.cognitiveservices.azure.com/"').optional(),
    /** The communication user that the bot calls and answers as (`8:acs:…`). */
    sourceIdentity: z
      .string()
      .refine((id) => parseRawId(id).kind === "communication-user", 'must be a communication user: "8:acs:…"')
      .optional(),
    /** Who issues callback tokens. Change it for a simulator only. */
    issuer: z.string().min(1).default("https://acscallautomation.communication.azure.com"),
    /** The address at which the issuer publishes its keys. Change it only for a simulator. */
    openIdConfigurationUrl: addressSchema("the issuer's OpenID configuration").default(
      "https://acscallautomation.communication.azure.com/calling/.well-known/acsopenidconfiguration",
    ),
    /** Allows http, for the endpoint, the key documents and the callback address. For a simulator on this machine only. */
    allowInsecureConnection: z.boolean().default(false),
    ...commonOptions,
  })
  .superRefine(...fittingTogether(accessParts, problemsOfAccess))
  .transform((options) => {
    const access = readAccess(options);
    return "problem" in access ? z.NEVER : { ...options, access };
  });

/** What does not fit together of the ways to name the resource, by option. */
function problemsOfAccess(options: z.output<typeof accessParts>): readonly Problem[] {
  const { allowInsecureConnection, openIdConfigurationUrl } = options;
  const insecure: readonly Problem[] =
    !allowInsecureConnection && openIdConfigurationUrl?.startsWith("http:")
      ? [["openIdConfigurationUrl", "is http; for a simulator on this machine set allowInsecureConnection: true"]]
      : [];
  const access = readAccess(options);
  return "problem" in access ? [...insecure, [access.option, access.problem]] : insecure;
}

/** The options of `acs(…)`, as they are given. */
export type AcsOptions = z.input<typeof acsOptions>;

/** The same, checked and with their defaults. */
export type CheckedAcsOptions = z.output<typeof acsOptions>;
