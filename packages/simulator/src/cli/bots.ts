import type { BotRegistration } from "../registration.js";
import type { Arguments } from "./arguments.js";

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
