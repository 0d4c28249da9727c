import { once } from "node:events";
import { connect } from "node:net";
import { createClient } from "redis";

/** Listens in on a Redis: what anybody says to it, and what it keeps. */
export interface RedisTap extends AsyncDisposable {
  /** Every command that reached it since the tap was opened, with all its arguments; those of scripts and messages too. */
  heard(): Promise<string>;
  /** Everything that is in it now: keys and what stands under them. */
  kept(): Promise<string>;
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
        return "gone meanwhile";
      default:
        throw new Error(`${key} is of a kind that this tap does not read`);
    }
  };

  return {
    async heard() {
      // What was said before this was said is heard before it.
      const mark = `mark ${said.length}`;
      await client.ping(mark);
      while (!said.includes(mark)) await once(wire, "data");
      return said.replaceAll('\\"', '"');
    },
    async kept() {
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
