import { once } from "node:events";
import { connect } from "node:net";
import { type Adapter, type Call, type Calling, createCalling, type Store } from "@trunkline/core";
import { startSimulator } from "@trunkline/simulator";
import { createClient } from "redis";
import { adapterOn, botNumber, cast, type Provider, people } from "../kit/cast.js";

/** The digits and words of the call, which only the caller and the bot may know. */
export const spoken = {
  pin: "73918462",
  menu: "2",
  account: "90817263",
  dialed: "51946028",
  note: "a note about the caller",
  context: "a context of the bot's",
} as const;

const url = "https://bot.example.com/calls";
const secret = "the same forty characters on each instance";

const prompt = (name: string) => ({ url: `https://cdn.example.com/${name}.wav` });

/** The keys that the bot collected. */
export interface Learned {
  readonly pin: string;
  readonly menu: string;
  readonly account: string;
}

/**
 * A caller of a bot with two instances: a secret PIN, a menu, tones sent and keys collected through the instance that does not have
 * the call, and a transfer that ends it. Returns what the bot collected, when the call is over.
 */
export async function playIvrSession(
  provider: Provider,
  stores: readonly [Store, Store],
  keepEndedMs: number,
): Promise<Learned> {
  const simulator = await startSimulator({ people });
  const instances = stores.map((store) =>
    createCalling({ adapter: adapterOn(provider, simulator), url, secret, store, keepEndedMs }),
  );
  const learned = new Promise<Learned>((resolve, reject) => {
    for (const calling of instances) {
      // An event with a listener stays in the store until its handler has finished.
      calling.on("*", () => {});
      calling.on("incoming", async (incoming) => {
        const call = await incoming.answer({ data: { note: spoken.note } });
        await serve(call, elsewhere(instances, calling)).then(resolve, reject);
      });
    }
  });
  let callbacks = 0;
  simulator.deliver = async (request) =>
    (await instances[callbacks++ % instances.length]?.handle(request)) ?? new Response(null, { status: 503 });
  try {
    await simulator.registerBot({ cloud: provider, webhookUrl: url, number: botNumber });
    const ada = simulator.person("ada");
    simulator.person("bob").reacts({ kind: "answer" });
    ada.dial(botNumber);
    for (const [heard, keys] of [
      ["pin.wav", `${spoken.pin}#`],
      ["menu.wav", spoken.menu],
      ["account.wav", spoken.account],
    ] as const) {
      await ada.hears(heard);
      ada.press(keys);
    }
    return await learned;
  } finally {
    await Promise.all(instances.map((calling) => calling.close({ drainMs: 2000 })));
    await simulator.close();
  }
}

async function serve(call: Call, other: Calling<Adapter>): Promise<Learned> {
  const pin = await call.collectDtmf({ prompt: prompt("pin"), stopOn: "#", secret: true, key: "pin" });
  const menu = await call.collectDtmf({ prompt: prompt("menu"), max: 1, context: spoken.context });
  const remote = await other.get(call.ref);
  await remote.sendDtmf(spoken.dialed);
  const account = await remote.collectDtmf({ prompt: prompt("account"), max: spoken.account.length });
  await call.transfer(cast.bob);
  await call.ended;
  return { pin: pin.tones, menu: menu.tones, account: account.tones };
}

function elsewhere(instances: readonly Calling<Adapter>[], here: Calling<Adapter>): Calling<Adapter> {
  const other = instances.find((calling) => calling !== here);
  if (!other) throw new Error("there are two");
  return other;
}

/** Listens to a Redis: its traffic and its contents. */
export interface RedisTap extends AsyncDisposable {
  /** Every command that it got since the tap was opened, with all arguments; including those of scripts and messages. */
  commands(): Promise<string>;
  /** Everything that it holds now: keys and their values. */
  contents(): Promise<string>;
}

export async function tapRedis(url: string): Promise<RedisTap> {
  const { hostname, port } = new URL(url);
  const client = createClient({ url });
  client.on("error", () => {});
  await client.connect();
  const wire = connect(Number(port), hostname);
  let said = "";
  wire.setEncoding("latin1").on("data", (chunk) => {
    said += chunk;
  });
  wire.write("MONITOR\r\n");
  await once(wire, "data");

  const contentOf = async (key: string): Promise<unknown> => {
    switch (await client.type(key)) {
      case "string":
        return client.get(key);
      case "hash":
        return client.hGetAll(key);
      case "list":
        return client.lRange(key, 0, -1);
      case "zset":
        return client.zRangeWithScores(key, 0, -1);
      case "none":
        return "deleted in the meantime";
      default:
        throw new Error(`${key} is of a type that this tap cannot read`);
    }
  };

  return {
    async commands() {
      // Everything before the mark has arrived when the mark has.
      const mark = `mark ${said.length}`;
      await client.ping(mark);
      while (!said.includes(mark)) await once(wire, "data");
      return said.replaceAll('\\"', '"');
    },
    async contents() {
      let all = "";
      for (const key of await client.keys("*")) all += `${key} ${JSON.stringify(await contentOf(key))}\n`;
      return all.replaceAll('\\"', '"');
    },
    async [Symbol.asyncDispose]() {
      wire.destroy();
      client.destroy();
    },
  };
}
