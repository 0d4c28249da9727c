import { parseArgs } from "node:util";
import { z } from "zod";
import type { BotRegistration } from "../wire/settings.js";

export const help = `Usage: trunkline-simulator [options]

Microsoft Graph calling and ACS Call Automation on this machine.

  --port <n>         port for http on 127.0.0.1 (default 4010; 0: any free one)
  --https-port <n>   port for https (default 4011; 0: any free one)
  --bot <url>        where your bot takes incoming calls; may be given once for each cloud, with a prefix:
                     --bot http://localhost:3000/calls   (both clouds)
                     --bot acs=http://localhost:3000/acs --bot graph=http://localhost:3000/graph
  --number <e164>    the number the bot has on ACS (default +14255550100); on Graph it has the one ten higher
  --media <folder>   WAV files to serve under /_sim/media/
  --seed <n>         seed of ids and of faults by chance (default 1)
  --help             this text

Two people are there to call and be called: caller (+14255550101) and friend (+14255550102).`;

const port = z.coerce.number("must be a number").int().min(0).max(65_535);
const bot = z
  .string()
  .regex(/^((acs|graph)=)?https?:\/\//, "must be an http or https address, with acs= or graph= before it or without");
const argumentsSchema = z.object({
  port: port.default(4010),
  "https-port": port.default(4011),
  bot: z.array(bot).default([]),
  number: z
    .string()
    .regex(/^\+[1-9]\d{1,13}$/, "must be in E.164 form, such as +14255550100")
    .default("+14255550100"),
  media: z.string().optional(),
  seed: z.coerce.number("must be a number").int().default(1),
  help: z.boolean().default(false),
});
type Arguments = z.output<typeof argumentsSchema>;

/** Reads the command line. @throws Error that says which option is wrong */
export function readArguments(args: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: "string" },
      "https-port": { type: "string" },
      bot: { type: "string", multiple: true },
      number: { type: "string" },
      media: { type: "string" },
      seed: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  const parsed = argumentsSchema.safeParse(values);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`--${String(issue?.path[0])} ${issue?.message}`);
}

/** The bots that the command line names. */
export function botsOf({ bot, number }: Arguments): BotRegistration[] {
  return bot.flatMap((address) => {
    const [, cloud, webhookUrl] = /^(?:(acs|graph)=)?(.*)$/.exec(address) ?? [];
    if (webhookUrl === undefined) return [];
    const acs: BotRegistration = { cloud: "acs", webhookUrl, number, displayName: "Bot on ACS" };
    const graph: BotRegistration = {
      cloud: "graph",
      webhookUrl,
      number: graphNumber(number),
      displayName: "Bot on Graph",
    };
    if (cloud === "acs") return [acs];
    return cloud === "graph" ? [graph] : [acs, graph];
  });
}

/** One number can ring one bot only, so the second cloud has one of its own: ten higher, beyond the people's. */
function graphNumber(number: string): string {
  return `+${BigInt(number.slice(1)) + 10n}`;
}
