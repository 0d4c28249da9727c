/** Trunkline behind Node's own server, with its own handlers, on the memory store or on Redis. */
import { redisStore } from "@trunkline/redis";
import { nodeListener } from "trunkline/node";
import { Bot } from "../bot/bot.js";
import { listenerSettingsSchema } from "../processes/protocol.js";
import { readSettings } from "../processes/serve.js";
import { serveListener, ToneCount } from "../processes/serve-listener.js";
import type { CallAddress } from "../wire/clouds.js";

const { cloud, cloudUrl, keys, redisUrl, name } = readSettings(listenerSettingsSchema);
const store = redisUrl === undefined ? {} : { store: redisStore({ url: redisUrl }) };
const bot = await Bot.open(cloud, cloudUrl, keys, {
  url: `https://${name}.example.com/calls`,
  secret: "the same on every instance of the bot",
  keepEndedMs: 1000,
  ...store,
});
const tones = new ToneCount();
bot.calling.on("dtmf-received", tones.count);
const calls: CallAddress[] = [];
const listener = nodeListener(bot.calling);

await serveListener(
  {
    listener: (request, response) => void listener(request, response),
    async open(count) {
      calls.push(...(await bot.call(count)));
      return calls;
    },
    close: () => bot.end(calls.splice(0)),
  },
  tones,
);
