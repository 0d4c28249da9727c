import { z } from "zod";

/** A call as its cloud knows it: its own id, and where it calls back. */
export const callAddressSchema = z.object({ callId: z.string(), callbackUrl: z.string() });

export type CallAddress = z.output<typeof callAddressSchema>;
