import { type Adapter, createCalling, failover } from "@trunkline/core";
import { manualClock, type Simulator, startSimulator } from "@trunkline/simulator";
import { expect, test } from "vitest";
import { adapterOn, botNumber, type Provider, people } from "../kit/cast.js";
import { openListener } from "../kit/stage.js";

type AccountName = "east" | "west";
type Clouds = Readonly<Record<AccountName, Simulator>>;

/** The secret in the address of the second account's subscription; a simulator has one for all. */
const westSecret = "the secret of the second resource";

/** Who the bot is on a provider: two accounts that no head of a request tells apart. */
const accounts: Readonly<Record<Provider, (clouds: Clouds) => Readonly<Record<AccountName, Adapter>>>> = {
  // One application, and callbacks of either tenant come to the same address.
  graph: ({ east, west }) => ({
    east: adapterOn("graph", east, { tenants: ["5f8a3c1e-7b2d-4e9f-a6c0-1d2e3f4a5b6c"] }),
    west: adapterOn("graph", west),
  }),
  // Two resources, each with the secret of its own subscription.
  acs: ({ east, west }) => ({
    east: adapterOn("acs", east),
    west: adapterOn("acs", west, { eventGrid: { secret: westSecret } }),
  }),
};

/** A bot with two accounts of one provider behind one address, to which callbacks come over HTTP. */
async function startTwoAccounts(provider: Provider) {
  const clock = manualClock();
  const listener = await openListener();
  const east = await startSimulator({ clock, people });
  const clouds = { east, west: provider === "graph" ? east : await startSimulator({ clock, people }) };
  for (const cloud of new Set(Object.values(clouds)))
    await cloud.registerBot({ cloud: provider, webhookUrl: listener.url, number: botNumber });
  clouds.west.deliver = async (request) => {
    const { url, method, headers } = request;
    if (headers.has("eventgrid")) headers.set("eventgrid", westSecret);
    return fetch(url, { method, headers, body: await request.arrayBuffer() });
  };
  const adapter = failover(accounts[provider](clouds));
  const calling = createCalling({ adapter, url: listener.url, clock, logger: false });
  const statuses: number[] = [];
  listener.routeTo({
    async handle(request) {
      const response = await calling.handle(request);
      statuses.push(response.status);
      return response;
    },
  });
  const answeredBy: string[] = [];
  calling.on("incoming", async (incoming) => {
    const { ref } = await incoming.answer();
    answeredBy.push(ref.replace(/^.*~/, ""));
  });
  return {
    answeredBy,
    statuses,
    url: listener.url,
    clock,
    /** Ada calls the number of an account. @returns how the call stands a moment later. */
    async ring(account: AccountName) {
      clouds[account].person("ada").dial(botNumber);
      await clouds[account].advance(2_000);
      return clouds[account].calls().flatMap(({ legs }) => legs.map(({ state }) => state));
    },
    async [Symbol.asyncDispose]() {
      await calling.close({ drainMs: 0 });
      await listener.close();
      for (const cloud of new Set(Object.values(clouds))) await cloud.close();
    },
  };
}

test("acs: callers of two resources reach the bot, which answers each on the resource that was called", {
  tags: "endpoint/accounts",
}, async () => {
  await using bot = await startTwoAccounts("acs");
  for (const account of ["west", "east"] as const) expect(await bot.ring(account)).toEqual(["connected", "connected"]);
  expect(bot.answeredBy).toEqual(["west", "east"]);
  expect(bot.statuses.filter((status) => status >= 300)).toEqual([]);
});

test("graph: a caller of the second tenant reaches the bot, which answers in that tenant", {
  tags: "endpoint/accounts",
}, async () => {
  await using bot = await startTwoAccounts("graph");
  expect(await bot.ring("west")).toEqual(["connected", "connected"]);
  expect(bot.answeredBy).toEqual(["west"]);
  expect(bot.statuses.filter((status) => status >= 300)).toEqual([]);
});

test("acs: a caller with a secret that neither resource has is refused", async () => {
  await using bot = await startTwoAccounts("acs");
  await using stranger = await startSimulator({ clock: bot.clock, people });
  await stranger.registerBot({ cloud: "acs", webhookUrl: bot.url, number: botNumber });
  stranger.deliver = async (request) => {
    const headers = new Headers(request.headers);
    headers.set("eventgrid", "the secret of a stranger");
    return fetch(request.url, { method: "POST", headers, body: await request.arrayBuffer() });
  };
  stranger.person("ada").dial(botNumber);
  await stranger.advance(2_000);
  expect(bot.answeredBy).toEqual([]);
  expect(new Set(bot.statuses)).toEqual(new Set([401]));
});
