import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createCalling } from "@trunkline/core";
import { redisStore } from "@trunkline/redis";
import { nodeListener } from "trunkline/node";
import { adapterOf, type Provider, secret } from "../bot/settings.js";

export interface BotOptions {
  readonly provider: Provider;
  readonly redisUrl: string;
  /** The adapter's options. */
  readonly options: (url: string) => Promise<Readonly<Record<string, unknown>>>;
  readonly prompt: string;
}

/** A bot of two instances behind one address. It answers, plays one prompt, and hangs up. */
export interface Bot extends AsyncDisposable {
  /** How long each callback waited that was answered with 503 in the end, ms. */
  readonly refusedAfterMs: readonly number[];
  /** The `error` events, as text. */
  readonly errors: readonly string[];
}

/** Starts the bot on loopback. Callbacks go to the instances in turn, and a 503 goes back to the cloud unchanged. */
export async function startBot({ provider, redisUrl, options, prompt }: BotOptions): Promise<Bot> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/calls`;
  const given = await options(url);
  const refusedAfterMs: number[] = [];
  const errors: string[] = [];
  const instances = await Promise.all(
    ["a", "b"].map(async (name) => {
      const adapter = await adapterOf({ provider, options: { ...given } });
      const store = redisStore({ url: redisUrl });
      const calling = createCalling({ adapter, url, store, secret, logger: false });
      calling.on("error", ({ error }) => void errors.push(`${name}: ${String(error)}`));
      calling.on("incoming", async (incoming) => {
        const call = await incoming.answer();
        await call.play({ url: prompt });
        await call.hangUp();
      });
      return { calling, store, listener: nodeListener(calling) };
    }),
  );
  let turn = 0;
  server.on("request", (request, response) => {
    const began = performance.now();
    response.on("finish", () => {
      if (response.statusCode === 503) refusedAfterMs.push(performance.now() - began);
    });
    void instances[turn++ % instances.length]?.listener(request, response);
  });
  return {
    refusedAfterMs,
    errors,
    async [Symbol.asyncDispose]() {
      await Promise.all(instances.map(({ calling }) => calling.close({ drainMs: 0 })));
      await Promise.all(instances.map(({ store }) => store.close()));
      server.close();
      server.closeAllConnections();
    },
  };
}
