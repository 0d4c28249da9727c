import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { getRequestListener } from "@hono/node-server";
import { startSimulator } from "@trunkline/simulator";
import type { Hono } from "hono";
import { cast, people } from "./cast.js";
import type { DemoConfig } from "./config.js";
import { providerSchema } from "./protocol.js";
import { createApp } from "./server/app.js";
import { type Backend, cloudBackend, isCloudConfigured, simulatedBackend } from "./server/backend.js";
import { Demo } from "./server/demo.js";
import { EventFeed } from "./server/event-feed.js";
import { Fleet } from "./server/fleet.js";
import { listen } from "./server/listen.js";
import { sharedRedis } from "./server/shared-redis.js";

/** A demo that runs. */
export interface RunningDemo {
  /** Where its page is. */
  readonly url: string;
  close(): Promise<void>;
}

/** How long the place of an instance that died stays empty, ms: long enough to see another one take over. */
const emptyMs = 5000;

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const prompts = folder("../prompts");
const page = folder("../dist/page");

/** Starts the simulator, the bot on both clouds and the page. With a real cloud's variables set, the bot runs there instead. */
export async function startDemo(config: DemoConfig): Promise<RunningDemo> {
  let app: Hono | undefined;
  const listener = getRequestListener((request) => app?.fetch(request) ?? new Response("starting\n", { status: 503 }));
  const server = createServer(listener);
  const port = await listen(server, config.port, config.publicUrl === undefined ? "127.0.0.1" : undefined);
  const url = `http://127.0.0.1:${port}`;

  const names = providerSchema.options;
  const simulator = names.some((name) => !isCloudConfigured(name, config))
    ? await startSimulator({ people, media: prompts })
    : undefined;
  const backends: Backend[] = [];
  for (const name of names) {
    if (simulator && !isCloudConfigured(name, config))
      backends.push(await simulatedBackend(name, simulator, `${url}/calls/${name}`));
    else backends.push(cloudBackend(name, `${config.publicUrl}/${name}`));
  }
  const redis = await sharedRedis(config.env);
  const number = config.number ?? cast.bot.number;
  const feed = new EventFeed();
  let demo: Demo | undefined;
  const fleet = await Fleet.start({
    names: redis.there ? ["1", "2", "3"] : ["1"],
    settings: {
      clouds: backends.map(({ cloud }) => cloud),
      ...(redis.there ? { shared: redis.shared } : {}),
      pin: cast.pin,
      number,
      person: config.person ?? cast.person.party,
      door: { number: cast.door.party, code: cast.doorCode },
      prompts: simulator ? `${simulator.url}/_sim/media/` : new URL("/prompts/", config.publicUrl).href,
    },
    emptyMs,
    onEvent: (event) => feed.add(event),
    onChange: () => demo?.changed(),
  }).catch(async (error: unknown) => {
    if (redis.there) await redis.close();
    throw error;
  });
  const alone = redis.there ? undefined : redis.reason;
  demo = new Demo({ backends, fleet, feed, number, alone, simulator }, config.provider);
  app = createApp(demo, { page, prompts }, simulator);

  return {
    url,
    async close() {
      await fleet.close();
      if (redis.there) await redis.close();
      await simulator?.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
