/** Trunkline with many live calls, on a clock that stands still: nothing happens to them except what is measured. */
import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import { manualClock } from "@trunkline/core";
import { Bot } from "../bot/bot.js";
import { sampleOf } from "../measure/sample.js";
import { callerSettingsSchema, endCalls, heapSize, holdCalls, pressKeys } from "../processes/protocol.js";
import { on, readSettings, serve } from "../processes/serve.js";
import { type CallAddress, callAddressSchema } from "../wire/clouds.js";

/** Addresses of calls, stored outside the heap, so that the benchmark's own data does not count. */
class AddressBook {
  readonly #pages: Buffer[] = [];
  count = 0;

  add(addresses: readonly CallAddress[]): void {
    this.#pages.push(Buffer.from(JSON.stringify(addresses)));
    this.count += addresses.length;
  }

  /** Reads all addresses. */
  take(): readonly CallAddress[] {
    this.count = 0;
    return this.#pages.splice(0).flatMap((page) => callAddressSchema.array().parse(JSON.parse(page.toString())));
  }

  get bytes(): number {
    return this.#pages.reduce((sum, page) => sum + page.byteLength, 0);
  }
}

/** How many calls are started at once: the cloud must keep up. */
const portion = 1000;
/** On how many of the live calls keys are pressed in one round. */
const pressedAtMost = 1000;
/** Longer than anything about a call is kept. */
const forgottenMs = 26 * 60 * 60_000;

/** How long the process is left idle before its memory is measured, ms. */
const settleMs = 250;

const { cloud, cloudUrl, keys } = readSettings(callerSettingsSchema);
const clock = manualClock({ start: Date.now() });
const bot = await Bot.open(cloud, cloudUrl, keys, { url: "https://crowd.example.com/calls", clock });
const book = new AddressBook();
const sequences = new Map<string, number>();
let delivered = 0;
bot.calling.on("dtmf-received", () => {
  delivered++;
});

function nextKey(call: CallAddress) {
  const sequence = (sequences.get(call.callId) ?? 0) + 1;
  sequences.set(call.callId, sequence);
  return bot.callbacks.tonePressed(call, sequence);
}

/** Memory is not freed at once: some objects have finalizers, which run when the process is idle. */
async function bytesInUse(): Promise<number> {
  for (let before = Number.POSITIVE_INFINITY; ; ) {
    await sleep(settleMs);
    globalThis.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    const bytes = heapUsed + external - book.bytes;
    if (bytes > before * 0.999) return bytes;
    before = bytes;
  }
}

serve([
  on(holdCalls, async ({ count }) => {
    while (book.count < count) book.add(await bot.answer(Math.min(portion, count - book.count)));
  }),
  on(heapSize, bytesInUse),
  on(pressKeys, async ({ count }) => {
    const calls = book.take();
    book.add(calls);
    const step = Math.max(Math.floor(calls.length / pressedAtMost), 1);
    const pressed = calls.filter((_, index) => index % step === 0).slice(0, pressedAtMost);
    const callbacks = Array.from({ length: count }, (_, index) => {
      const call = pressed[index % pressed.length];
      return call ? [nextKey(call)] : [];
    }).flat();
    delivered = 0;
    return sampleOf(callbacks.length, async () => {
      await bot.deliverAll(callbacks);
      while (delivered < callbacks.length) await turn();
    });
  }),
  on(endCalls, async () => {
    await bot.end(book.take());
    sequences.clear();
    await clock.advance(forgottenMs);
  }),
]);
