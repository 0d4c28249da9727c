import { phone } from "@trunkline/core";
import { z } from "zod";
import type { BotCalling } from "./calls.js";
import { type Failpoints, failpointSchema } from "./failpoints.js";
import { numbers } from "./settings.js";

const ofCall = { ref: z.string() };

/** A command to a running instance. `id` names the command in its outcome. */
export const commandSchema = z.intersection(
  z.object({ id: z.string() }),
  z.discriminatedUnion("do", [
    z.object({ do: z.literal("arm"), armed: z.array(z.object({ point: failpointSchema, file: z.string() })) }),
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

/** What an instance sends when it listens. */
export const readySchema = z.object({ port: z.number() });

/** Carries out a command of a test. @returns the value for the journal. */
export async function carryOut(command: Command, calling: BotCalling, failpoints: Failpoints): Promise<unknown> {
  switch (command.do) {
    case "arm":
      return failpoints.arm(command.armed);
    case "counts":
      return failpoints.counts;
    case "create": {
      const call = await calling.create({ to: phone(command.to), from: numbers.bot, data: { step: "idle" } });
      await call.connected;
      return { ref: call.ref, id: call.id };
    }
    case "snapshot":
      return (await calling.get(command.ref)).snapshot();
    case "play":
      return (await calling.get(command.ref)).play({ url: command.prompt });
    case "send-dtmf":
      return (await calling.get(command.ref)).sendDtmf(command.tones);
    case "hang-up":
      return (await calling.get(command.ref)).hangUp();
  }
}
