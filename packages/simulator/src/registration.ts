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
