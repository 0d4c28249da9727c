import { type Adapter, type Calling, createCalling, type IncomingCall } from "@trunkline/core";
import { redisStore } from "@trunkline/redis";
import { findRedis, startRedis } from "@trunkline/redis-server";
import { startSimulator } from "@trunkline/simulator";
import { describe, expect, test, vi } from "vitest";
import { adapterOn, botNumber, cast, type Provider, people, providers } from "../kit/cast.js";
import { openListener } from "../kit/stage.js";

const found = findRedis();
if (!found.found && process.env.CI) throw new Error(found.reason);

const prompt = (name: string) => ({ url: `https://cdn.example.com/${name}.wav` });

/** Instances of a bot on one real Redis, behind a balancer that sends callbacks to each in turn, including those that are closing. */
async function startFleet(provider: Provider) {
  const redis = await startRedis();
  const simulator = await startSimulator({ people });
  const listener = await openListener();
  const behind: Calling<Adapter>[] = [];
  const answers: number[] = [];
  const events: string[] = [];
  const pins: string[] = [];
  let turn = 0;
  listener.routeTo({
    async handle(request) {
      const response = await behind[turn++ % behind.length]?.handle(request);
      answers.push(response?.status ?? 502);
      return response ?? new Response(null, { status: 502 });
    },
  });
  await simulator.registerBot({ cloud: provider, webhookUrl: listener.url, number: botNumber });
  const all: Calling<Adapter>[] = [];
  const serve = async (name: string, call: Awaited<ReturnType<IncomingCall["answer"]>>) => {
    // A call that was still being created is handed over before it is picked up.
    await call.connected;
    const { tones } = await call.collectDtmf({
      key: "pin",
      prompt: prompt("pin"),
      max: 4,
      firstToneMs: 60_000,
      interToneMs: 60_000,
    });
    pins.push(`${name}: ${tones}`);
    await call.play(prompt("goodbye"));
    await call.hangUp();
  };
  return {
    simulator,
    answers,
    events,
    pins,
    open(name: string) {
      const store = redisStore({ url: redis.url });
      const calling = createCalling<Adapter>({
        adapter: adapterOn(provider, simulator),
        ...{ url: listener.url, secret: "the same forty characters on each instance", store, logger: false },
      });
      calling.on("*", ({ type }) => void events.push(`${name}: ${type}`));
      calling.on("incoming", async (incoming) => serve(name, await incoming.answer()));
      calling.on("call-recovered", ({ call }) => serve(name, call));
      behind.push(calling);
      all.push(calling);
      return {
        calling,
        /** Removes it from the balancer. */
        leave: () => void behind.splice(behind.indexOf(calling), 1),
        async stop() {
          await calling.close();
          this.leave();
          await store.close();
        },
      };
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(all.map((calling) => calling.close({ drainMs: 0 })));
      await listener.close();
      await simulator.close();
      await redis.stop();
    },
  };
}

describe.runIf(found.found).each(providers)("instances on %s and one Redis", (provider) => {
  test("that are replaced one after the other while a caller enters a PIN ask for it once, and refuse no callback", {
    tags: "instances/closing",
    timeout: 30_000,
  }, async () => {
    await using fleet = await startFleet(provider);
    const a = fleet.open("a");
    const ada = fleet.simulator.person("ada");
    ada.dial(botNumber);
    await ada.hears("pin.wav");
    ada.press("1");
    const b = fleet.open("b");
    await a.stop();
    await vi.waitFor(() => expect(fleet.events).toContain("b: call-recovered"), 5_000);
    ada.press("2");
    fleet.open("c");
    await b.stop();
    await vi.waitFor(() => expect(fleet.events).toContain("c: call-recovered"), 5_000);
    ada.press("34");
    await ada.hears("goodbye.wav");
    await vi.waitFor(() => expect(fleet.events.at(-1)).toBe("c: call-ended"), 5_000);
    expect(fleet.pins).toEqual(["c: 1234"]);
    expect(ada.heard().filter((sound) => sound.includes("pin.wav"))).toHaveLength(1);
    expect(fleet.answers.filter((status) => status >= 300)).toEqual([]);
  });

  test("accept a call while one of them is closing, and the other one serves it", {
    tags: "instances/closing",
    timeout: 30_000,
  }, async () => {
    await using fleet = await startFleet(provider);
    const a = fleet.open("a");
    const ada = fleet.simulator.person("ada");
    ada.dial(botNumber);
    await ada.hears("pin.wav");
    const closing = a.calling.close({ drainMs: 20_000 }).then(a.leave);
    const before = fleet.answers.length;
    const bob = fleet.simulator.person("bob");
    bob.dial(botNumber);
    await vi.waitFor(() => expect(fleet.answers.length).toBeGreaterThan(before), 5_000);
    const b = fleet.open("b");
    await bob.hears("pin.wav");
    expect(fleet.events).toContain("b: incoming");
    expect(fleet.events.filter((line) => line === "a: incoming")).toHaveLength(1);
    // All of this happened while the first one was closing.
    expect(fleet.answers.filter((status) => status >= 300)).toEqual([]);
    ada.press("5678");
    bob.press("4321");
    await Promise.all([ada.hears("goodbye.wav"), bob.hears("goodbye.wav")]);
    await closing;
    await vi.waitFor(() => expect(fleet.events).toContain("b: call-ended"), 5_000);
    expect(fleet.pins.toSorted()).toEqual(["a: 5678", "b: 4321"]);
    await b.calling.close();
  });

  test("that close during a create dial once, and the other one gets the call", {
    tags: "instances/closing",
    timeout: 30_000,
  }, async () => {
    await using fleet = await startFleet(provider);
    const a = fleet.open("a");
    fleet.open("b");
    fleet.simulator.person("bob").reacts({ kind: "answer" });
    const creating = a.calling.create({ to: cast.bob, from: botNumber });
    await a.calling.close();
    a.leave();
    const { ref } = await creating;
    await vi.waitFor(() => expect(fleet.events).toContain("b: call-recovered"), 5_000);
    expect(fleet.simulator.person("bob").calls()).toHaveLength(1);
    expect(fleet.events.filter((line) => line.endsWith("call-ended"))).toEqual([]);
    expect(ref).toContain(provider);
  });
});
