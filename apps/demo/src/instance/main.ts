/** One instance of the bot: a process that is told what it is by `INSTANCE`, does what its parent asks, and can be killed at any moment. */
import { CallingError, type CloseOptions, isE164 } from "trunkline";
import { type BotCalling, callWithReminder, runBot } from "../bot/bot.js";
import type { BotSettings } from "../bot/bot-settings.js";
import type { BotEvent, Provider } from "../protocol.js";
import { type Order, orderSchema, type Report } from "./messages.js";
import { openCalling } from "./open-calling.js";
import { settingsSchema } from "./settings.js";
import { takeCallback } from "./take-callback.js";
import { toBotEvent } from "./to-bot-event.js";

const settings = settingsSchema.parse(JSON.parse(process.env.INSTANCE ?? ""));
let { answering } = settings;
const callings = new Map<Provider, BotCalling>();

function report(what: Report): void {
  // When whoever watches goes while this is told, `disconnect` is what matters.
  process.send?.(what, undefined, undefined, () => {});
}

function tell(event: BotEvent): void {
  report({ kind: "event", event });
}

function botSettings(provider: Provider): BotSettings {
  const { pin, number, person, door, clouds, name } = settings;
  const prompts = clouds.find((cloud) => cloud.provider === provider)?.prompts ?? "";
  return {
    ...{ pin, number, person, door },
    prompt: (prompt) => ({ url: `${prompts}${prompt}.wav` }),
    answering: () => answering,
    note: (call, summary) =>
      // Once the event that led to it is told: handlers of everything come after those of one type.
      queueMicrotask(() =>
        tell({
          ...{ id: `${call}:${summary}`, at: Date.now(), type: "bot-step", provider, instance: name, call, summary },
          details: {},
        }),
      ),
  };
}

function callingOn(provider: Provider): BotCalling {
  const calling = callings.get(provider);
  if (calling) return calling;
  throw new RangeError(`no bot on ${provider}`);
}

async function carryOut(order: Order): Promise<void> {
  switch (order.do) {
    case "answer-calls":
      answering = order.answering;
      return;
    case "stop":
      // Handed over, they would be on a silent line: this is the end of all instances.
      return stop({ drainMs: 0, atDeadline: "hang-up" });
    case "take-callback":
      report({ kind: "taken", id: order.id, answer: await takeCallback(callingOn(order.provider), order.callback) });
      return;
    case "call": {
      if (!isE164(order.to)) throw new RangeError(`${order.to} is no number`);
      const call = await callWithReminder(callingOn(order.provider), botSettings(order.provider), order.to);
      report({ kind: "called", id: order.id, call: call.ref });
    }
  }
}

/** Leaves no caller on a silent line. */
async function stop(options: CloseOptions): Promise<void> {
  await Promise.all([...callings.values()].map((calling) => calling.close(options)));
  process.exit();
}

async function runOn(cloud: (typeof settings.clouds)[number]): Promise<void> {
  const calling = await openCalling(cloud, settings.shared);
  calling.on("*", (event) => tell(toBotEvent(event, cloud.provider, settings.name)));
  runBot(calling, botSettings(cloud.provider));
  callings.set(cloud.provider, calling);
}

await Promise.all(settings.clouds.map(runOn));

process.on("message", (message) => {
  const order = orderSchema.parse(message);
  carryOut(order).catch((error: unknown) => {
    const code = CallingError.is(error) ? error.code : "failed";
    if ("id" in order) report({ kind: "failed", id: order.id, code, message: String(error) });
  });
});
// Whoever watches is gone.
process.once("disconnect", () => process.exit());
// This one alone is to go: the others take its calls. Where there are none, they end by themselves, or are hung up.
process.once("SIGTERM", () => void stop({}));
// Ctrl+C reaches every process of the terminal: the parent ends this one when it is done.
process.on("SIGINT", () => {});

report({ kind: "ready" });
