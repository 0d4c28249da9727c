import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { startProfile } from "../measure/sample.js";
import type { CallAddress } from "../wire/clouds.js";
import {
  beginRound,
  closeCalls,
  cpuTime,
  listens,
  lookAtRound,
  openCalls,
  type StartOfBot,
  startBot,
} from "./protocol.js";
import { on, serve } from "./serve.js";

/** What differs between the processes that accept callbacks. */
export interface Listener {
  readonly listener: RequestListener;
  open(count: number): Promise<readonly CallAddress[]>;
  close(): Promise<void>;
}

/** The keys that the bot's own code has received. */
export class ToneCount {
  tones = 0;
  lastAt = 0;

  readonly count = (): void => {
    this.tones++;
    this.lastAt = performance.timeOrigin + performance.now();
  };
}

/** Listens for callbacks, and answers the benchmark's questions. */
export async function serveListener({ listener, open, close }: Listener, tones: ToneCount): Promise<void> {
  const port = await listen(listener);
  let before = process.cpuUsage();
  let stopProfile = async () => {};
  serve([
    on(listens, () => ({ port })),
    on(openCalls, async ({ count }) => [...(await open(count))]),
    on(beginRound, async () => {
      tones.tones = 0;
      stopProfile = await startProfile();
      before = process.cpuUsage();
    }),
    on(lookAtRound, () => {
      const { user, system } = process.cpuUsage(before);
      return { cpuMs: (user + system) / 1000, tones: tones.tones, lastToneAt: tones.lastAt };
    }),
    on(closeCalls, async () => {
      await stopProfile();
      await close();
    }),
  ]);
}

/** Serves a bot for complete calls: it listens first, and gets its cloud later. */
export async function serveBot(
  start: (given: StartOfBot) => Promise<RequestListener> | RequestListener,
): Promise<void> {
  let bot: RequestListener = (_, response) => void response.writeHead(503).end();
  const port = await listen((request, response) => bot(request, response));
  let stopProfile: (() => Promise<void>) | undefined;
  serve([
    on(listens, () => ({ port })),
    on(startBot, async (given) => {
      bot = await start(given);
    }),
    on(cpuTime, async () => {
      const { user, system } = process.cpuUsage();
      const stop = stopProfile;
      stopProfile = stop ? undefined : await startProfile();
      await stop?.();
      return (user + system) / 1000;
    }),
  ]);
}

async function listen(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** Calls without a record. */
export async function unkeptCalls(count: number): Promise<readonly CallAddress[]> {
  return Array.from({ length: count }, (_, index) => ({
    callId: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
    callbackUrl: `https://bot.example.com/calls/${index}`,
  }));
}
