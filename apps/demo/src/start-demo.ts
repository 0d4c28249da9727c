import { fileURLToPath } from "node:url";
import { startSimulator } from "@trunkline/simulator";
import { cast, type DemoConfig, people } from "./config.js";
import { providerSchema } from "./protocol.js";
import {
  type Backend,
  cloudBackend,
  isCloudConfigured,
  sharedRedis,
  simulatedBackend,
  simulatedMeeting,
} from "./server/backend.js";
import { Demo, EventFeed } from "./server/demo.js";
import { Fleet } from "./server/fleet.js";
import { openDoor, placesOf } from "./server/listen.js";
import { createPanelApp } from "./server/panel-app.js";
import { createPublicApp } from "./server/public-app.js";

/** A running demo. */
export interface RunningDemo {
  /** The address of its page. */
  readonly url: string;
  /** The port for the clouds' callbacks. */
  readonly callbacksPort: number;
  close(): Promise<void>;
}

/** How long to wait before a dead instance is replaced, ms: long enough to see another one take over. */
const emptyMs = 5000;

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const prompts = folder("../prompts");
const page = folder("../dist/page");

/** Starts the simulator, the bot on both clouds and the page. If a real cloud's variables are set, the bot runs there instead. */
export async function startDemo(config: DemoConfig): Promise<RunningDemo> {
  const places = placesOf(config);
  const panel = await openDoor(places.panel);
  const outside = await openDoor(places.outside);
  const callbacks = `http://127.0.0.1:${outside.port}/calls`;

  const names = providerSchema.options;
  const simulator = names.some((name) => !isCloudConfigured(name, config))
    ? await startSimulator({ people, media: prompts })
    : undefined;
  const backends: Backend[] = [];
  for (const name of names) {
    if (simulator && !isCloudConfigured(name, config))
      backends.push(await simulatedBackend(name, simulator, `${callbacks}/${name}`));
    else backends.push(cloudBackend(name, config.publicUrl ?? callbacks));
  }
  const meeting = config.meeting ?? (simulator ? simulatedMeeting(simulator) : undefined);
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
      colleague: config.colleague ?? config.person ?? cast.colleague.party,
      ...(meeting === undefined ? {} : { meeting }),
      door: { number: cast.door.party, code: cast.doorCode },
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
  panel.app = createPanelApp(demo, page, simulator);
  outside.app = createPublicApp(demo, prompts);

  return {
    url: `http://127.0.0.1:${panel.port}`,
    callbacksPort: outside.port,
    async close() {
      await fleet.close();
      if (redis.there) await redis.close();
      await simulator?.close();
      panel.close();
      outside.close();
    },
  };
}
