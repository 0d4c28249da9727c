import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { getRequestListener } from "@hono/node-server";
import { startSimulator } from "@trunkline/simulator";
import type { Hono } from "hono";
import type { PromptName } from "./bot/prompt-name.js";
import { cast, people } from "./cast.js";
import type { DemoConfig } from "./config.js";
import { providerSchema } from "./protocol.js";
import { createApp } from "./server/app.js";
import { type Backend, cloudBackend, isCloudConfigured, simulatedBackend } from "./server/backend.js";
import { Demo } from "./server/demo.js";
import { listen } from "./server/listen.js";

/** A demo that runs. */
export interface RunningDemo {
  /** Where its page is. */
  readonly url: string;
  readonly demo: Demo;
  close(): Promise<void>;
}

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
    else backends.push(await cloudBackend(name, config));
  }
  const promptUrl = (name: PromptName) =>
    simulator ? `${simulator.url}/_sim/media/${name}.wav` : new URL(`/prompts/${name}.wav`, config.publicUrl).href;
  const demo = new Demo(
    backends,
    config.provider,
    {
      pin: cast.pin,
      number: config.number ?? cast.bot.number,
      person: config.person ?? cast.person.party,
      door: { number: cast.door.party, code: cast.doorCode },
      prompt: (name) => ({ url: promptUrl(name) }),
    },
    simulator,
  );
  app = createApp(demo, { page, prompts }, simulator);

  return {
    url,
    demo,
    async close() {
      await demo.close();
      await simulator?.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
