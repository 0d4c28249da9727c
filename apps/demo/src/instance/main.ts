/** One instance of the bot: a process that gets its settings in `INSTANCE`. It takes commands from its parent, and can be killed at any moment. */
import { CallingError, type CloseOptions, callingFromConfig, configFromEnvironment, isE164 } from "trunkline";
import { callWithReminder, changePerson, runBot } from "../bot/bot.js";
import type { BotSettings } from "../bot/settings.js";
import { type BotCalling, stepSchema } from "../bot/step.js";
import type { BotEvent, Provider } from "../protocol.js";
import { toBotEvent } from "./bot-event.js";
import {
  type Answer,
  type Callback,
  type InstanceSettings,
  type Order,
  orderSchema,
  type Report,
  settingsSchema,
} from "./messages.js";

/** Short, so that another instance takes over soon after one is killed, ms. */
const leaseMs = 2000;
const settings = settingsSchema.parse(JSON.parse(process.env.INSTANCE ?? ""));
let { answering } = settings;
const callings = new Map<Provider, BotCalling>();

function report(what: Report): void {
  // If the parent exits at this moment, `disconnect` reports it.
  process.send?.(what, undefined, undefined, () => {});
}

function show(event: BotEvent): void {
  report({ kind: "event", event });
}

function botSettings(provider: Provider): BotSettings {
  const { pin, number, person, colleague, meeting, door, clouds, name } = settings;
  const prompts = clouds.find((cloud) => cloud.provider === provider)?.prompts ?? "";
  return {
    ...{ pin, number, person, colleague, door },
    meeting: meeting === undefined ? undefined : { kind: "teams-meeting", url: meeting },
    prompt: (prompt) => ({ url: `${prompts}${prompt}.wav` }),
    answering: () => answering,
    note: (call, summary, step) =>
      // After the event that caused it: handlers of `*` run after those of one type.
      queueMicrotask(() =>
        show({
          ...{ id: `${call}:${summary}`, at: Date.now(), type: "bot-step", provider, instance: name, call, summary },
          ...(step === undefined ? {} : { step }),
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
      // All instances stop: handed-over calls would have no instance.
      return stop({ drainMs: 0, atDeadline: "hang-up" });
    case "take-callback":
      report({ kind: "taken", id: order.id, answer: await takeCallback(callingOn(order.provider), order.callback) });
      return;
    case "change-person":
      await changePerson(callingOn(order.provider), botSettings(order.provider), order);
      report({ kind: "changed", id: order.id });
      return;
    case "call": {
      if (!isE164(order.to)) throw new RangeError(`${order.to} is not a number in E.164 form`);
      const call = await callWithReminder(callingOn(order.provider), botSettings(order.provider), order.to);
      report({ kind: "called", id: order.id, call: call.ref });
    }
  }
}

/** Closes without leaving a caller on a silent line. */
async function stop(options: CloseOptions): Promise<void> {
  await Promise.all([...callings.values()].map((calling) => calling.close(options)));
  process.exit();
}

async function runOn(cloud: (typeof settings.clouds)[number]): Promise<void> {
  const calling = await openCalling(cloud, settings.shared);
  calling.on("*", (event) => show(toBotEvent(event, cloud.provider, settings.name)));
  runBot(calling, botSettings(cloud.provider));
  callings.set(cloud.provider, calling);
}

await Promise.all(settings.clouds.map(runOn));

process.on("message", (message) => {
  const order = orderSchema.parse(message);
  carryOut(order).catch((error: unknown) => {
    const code = CallingError.is(error) ? error.code : "failed";
    if ("id" in order)
      report({ kind: "failed", id: order.id, code, message: error instanceof Error ? error.message : String(error) });
  });
});
// The parent is gone.
process.once("disconnect", () => process.exit());
// Only this instance stops. The others take over its calls; without others, the calls end or are hung up.
process.once("SIGTERM", () => void stop({}));
// Ctrl+C reaches every process of the terminal: the parent ends this one when it has finished.
process.on("SIGINT", () => {});

report({ kind: "ready" });

/** The calling interface on one cloud, simulated or real. */
function openCalling(
  { provider, url, simulator }: InstanceSettings["clouds"][number],
  shared: InstanceSettings["shared"],
): Promise<BotCalling> {
  const cloud =
    simulator === undefined
      ? configFromEnvironment({ ...process.env, TRUNKLINE_PROVIDER: provider, TRUNKLINE_URL: url })
      : { simulator };
  const store = shared && {
    redis: { url: shared.redisUrl, prefix: `${shared.prefix}${provider}:` },
    secret: shared.secret,
    leaseMs,
  };
  return callingFromConfig({ ...cloud, ...store, provider, url, data: stepSchema });
}

/** Passes a callback to the library. Resolves to its answer. */
async function takeCallback(calling: BotCalling, { url, body, ...head }: Callback): Promise<Answer> {
  const bodyless = head.method === "GET" || head.method === "HEAD";
  const response = await calling.handle(new Request(url, { ...head, ...(bodyless ? {} : { body }) }));
  return { status: response.status, headers: [...response.headers], body: await response.text() };
}
