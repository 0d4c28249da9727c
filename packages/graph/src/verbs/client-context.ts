import { z } from "zod";

/** Every operation of Graph takes a context of 256 characters at the most, and gives it back with the completion. Ours is the operation's id. */
export const clientContextOption = {
  /** Sent in place of the operation's id, verbatim. Core then tells the completion by the kind of operation. */
  clientContext: z.string().min(1).max(256).optional(),
};
