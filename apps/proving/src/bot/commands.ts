import { z } from "zod";
import { killPointSchema } from "./kill-point.js";

const ofCall = { ref: z.string() };

/** What an instance is told to do while it runs. `id` names the command in its outcome. */
export const commandSchema = z.intersection(
  z.object({ id: z.string() }),
  z.discriminatedUnion("do", [
    z.object({ do: z.literal("arm"), shots: z.array(z.object({ point: killPointSchema, file: z.string() })) }),
    z.object({ do: z.literal("counts") }),
    z.object({ do: z.literal("create"), to: z.string() }),
    z.object({ do: z.literal("snapshot"), ...ofCall }),
    z.object({ do: z.literal("play"), prompt: z.string(), ...ofCall }),
    z.object({ do: z.literal("send-dtmf"), tones: z.string(), ...ofCall }),
    z.object({ do: z.literal("hang-up"), ...ofCall }),
  ]),
);

export type Command = z.output<typeof commandSchema>;
export type CommandBody = Command extends infer C ? (C extends unknown ? Omit<C, "id"> : never) : never;

/** What an instance says once it listens. */
export const readySchema = z.object({ port: z.number() });
