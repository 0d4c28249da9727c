import { z } from "zod";

/** The options of the adapter. Each message names the variable that usually holds the value. */
export const rentedLineOptions = z.strictObject({
  account: z.string().startsWith("rl-", "must start with rl- (RENTED_LINE_ACCOUNT)"),
  apiKey: z.string().min(1, "is empty (RENTED_LINE_API_KEY)"),
  /** Signs what the carrier sends to the account's webhook. */
  webhookSecret: z.string().min(16, "must have 16 characters at the least (RENTED_LINE_WEBHOOK_SECRET)"),
  baseUrl: z.url().default("https://api.rented-line.example"),
});

/** The options once they are checked. */
export type RentedLineOptions = z.output<typeof rentedLineOptions>;
