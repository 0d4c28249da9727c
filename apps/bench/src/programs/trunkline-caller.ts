/** Trunkline, with calls prepared outside the measurement. */
import type { Call, IncomingCall } from "@trunkline/core";
import { Bot } from "../bot/bot.js";
import { inParallel, type Sample, sampleOf } from "../measure/sample.js";
import { callerSettingsSchema, type OperationName, operationRound } from "../processes/protocol.js";
import { on, readSettings, serve } from "../processes/serve.js";
import { identity } from "../wire/clouds.js";

const { cloud, cloudUrl, keys } = readSettings(callerSettingsSchema);
const url = cloud === "acs" ? "https://acs.bot.example.com/calls" : "https://graph.bot.example.com/calls";
const bot = await Bot.open(cloud, cloudUrl, keys, { url, keepEndedMs: 1000 });

type Work = (count: number, atOnce: number) => Promise<Sample>;

const create: Work = async (count, atOnce) => {
  const sample = await sampleOf(count, () => inParallel(count, atOnce, () => bot.create()));
  await bot.end((await bot.journal()).calls);
  return sample;
};

/** A decision about incoming calls: measured until the cloud has accepted it. */
const decision =
  (decide: (incoming: IncomingCall) => { readonly accepted: Promise<unknown> }): Work =>
  async (count, atOnce) => {
    const offered = await bot.ring(count);
    const sample = await sampleOf(count, () =>
      inParallel(count, atOnce, async (index) => {
        const one = offered[index];
        if (one) await decide(one.incoming).accepted;
        one?.done();
      }),
    );
    await bot.end(await bot.connect());
    return sample;
  };

const sendDtmf: Work = async (count, atOnce) => {
  const calls: Call[] = [];
  await inParallel(count, atOnce, async () => void calls.push(await bot.create()));
  const addresses = await bot.connect();
  const sample = await sampleOf(count, () =>
    inParallel(count, atOnce, async (index) => void (await calls[index]?.sendDtmf("12#").accepted)),
  );
  const { tones } = await bot.journal();
  await bot.deliverAll(tones.map((sent) => bot.callbacks.tonesSent(sent, sent.operationId)));
  await bot.end(addresses);
  return sample;
};

const work: Readonly<Record<OperationName, Work>> = {
  create,
  answer: decision((incoming) => incoming.answer()),
  redirect: decision((incoming) => incoming.redirect(identity.personNumber)),
  sendDtmf,
};

serve([on(operationRound, ({ operation, count, atOnce }) => work[operation](count, atOnce))]);
