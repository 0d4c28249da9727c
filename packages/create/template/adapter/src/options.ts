import { z } from "zod";

/** The options of the adapter. Each message names the variable that usually holds the value. */
export const myLineOptions = z.strictObject({
  apiKey: z.string("is missing (MY_LINE_API_KEY)").min(1, "is empty (MY_LINE_API_KEY)"),
  /** Signs what My Line sends to the webhook. */
  webhookSecret: z
    .string("is missing (MY_LINE_WEBHOOK_SECRET)")
    .min(16, "must have 16 characters at the least (MY_LINE_WEBHOOK_SECRET)"),
  baseUrl: z.url("is missing or not a URL (MY_LINE_URL)").default("https://api.my-line.example"),
});

/** The options once they are checked. */
export type MyLineOptions = z.output<typeof myLineOptions>;
