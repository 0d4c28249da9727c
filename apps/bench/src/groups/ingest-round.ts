import { setTimeout as sleep } from "node:timers/promises";
import type { Sample } from "../measure/sample.js";
import type { Child } from "../processes/child.js";
import {
  beginRound,
  closeCalls,
  listens,
  lookAtRound,
  openCalls,
  sendAll,
  sendAtPace,
  writeCallbacks,
} from "../processes/protocol.js";
import type { CloudName } from "../wire/clouds.js";

/** Those who take the callbacks, one process or several, and what they are sent. */
export interface Ingest {
  readonly listeners: readonly Child[];
  readonly load: Child;
  readonly cloud: CloudName;
  readonly tokens: "fresh" | "reused";
  readonly calls: number;
  readonly tonesEach: number;
}

const connections = 64;
/** How long the bot's code may take to be told of what was acknowledged, ms. */
const patienceMs = 20_000;

/** One round as fast as it goes: over when the bot's code has been told of every key. */
export async function playIngest(ingest: Ingest): Promise<Sample> {
  await makeReady(ingest);
  const { startedAt, endedAt } = await ingest.load.ask(sendAll, undefined);
  const { cpuMs, lastToneAt } = await waitForTones(ingest);
  await endCalls(ingest);
  return { count: ingest.calls * ingest.tonesEach, wallMs: Math.max(endedAt, lastToneAt) - startedAt, cpuMs };
}

/** One round at a steady pace: how long each acknowledgement took, ms. */
export async function playPaced(ingest: Ingest, perSecond: number): Promise<readonly number[]> {
  await makeReady(ingest);
  const { latenciesMs } = await ingest.load.ask(sendAtPace, { perSecond });
  await waitForTones(ingest);
  await endCalls(ingest);
  // The first of them are the sender's own beginning.
  return latenciesMs.slice(latenciesMs.length / 10);
}

async function makeReady({ listeners, load, cloud, tokens, calls, tonesEach }: Ingest): Promise<void> {
  const count = Math.ceil(calls / listeners.length);
  const opened = await Promise.all(listeners.map((listener) => listener.ask(openCalls, { count })));
  const ports = await Promise.all(listeners.map(async (listener) => (await listener.ask(listens, undefined)).port));
  await load.ask(writeCallbacks, {
    cloud,
    calls: opened.flat().slice(0, calls),
    tonesEach,
    tokens,
    ports,
    connections,
  });
  await Promise.all(listeners.map((listener) => listener.ask(beginRound, undefined)));
}

/** An acknowledged key may still be on its way to the bot's code. */
async function waitForTones({ listeners, calls, tonesEach }: Ingest) {
  for (const until = performance.now() + patienceMs; ; await sleep(2)) {
    const looks = await Promise.all(listeners.map((listener) => listener.ask(lookAtRound, undefined)));
    const tones = looks.reduce((sum, look) => sum + look.tones, 0);
    if (tones >= calls * tonesEach || performance.now() > until) {
      if (tones !== calls * tonesEach) throw new Error(`${tones} keys were told, not ${calls * tonesEach}`);
      const cpuMs = looks.reduce((sum, look) => sum + look.cpuMs, 0);
      return { cpuMs, lastToneAt: Math.max(...looks.map(({ lastToneAt }) => lastToneAt)) };
    }
  }
}

async function endCalls({ listeners }: Ingest): Promise<void> {
  await Promise.all(listeners.map((listener) => listener.ask(closeCalls, undefined)));
}
