import { phone } from "@trunkline/core";
import type { Bullet } from "./bullet.js";
import type { Command } from "./commands.js";
import type { BotCalling } from "./ivr.js";
import { numbers } from "./settings.js";

/** Does what a test asks of an instance. Yields what is to be written down. */
export async function carryOut(command: Command, calling: BotCalling, bullet: Bullet): Promise<unknown> {
  switch (command.do) {
    case "arm":
      return bullet.arm(command.shots);
    case "counts":
      return bullet.counts;
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
