import { type Call, phone } from "@trunkline/core";
import { expect, test } from "vitest";
import { botNumber, providers } from "../kit/cast.js";
import { type Stage, startStage } from "../kit/stage.js";

const count = 100;
const callers = Array.from({ length: count }, (_, index) => ({
  id: `caller-${index}`,
  party: phone(`+1206555${String(index).padStart(4, "0")}`).number,
  pin: String(1000 + index * 37),
}));

test.each(providers)(
  "a hundred calls at once through one bot over HTTP do not interfere on %s",
  { tags: "events/in-order", timeout: 60_000 },
  async (provider) => {
    await using stage = await startStage(provider, {
      delivery: "http",
      simulator: { people: callers.map(({ id, party }) => ({ id, party })) },
    });
    const collected = new Map<string, string>();
    const calls: Call[] = [];
    stage.calling.on("incoming", async (incoming) => {
      const call = await incoming.answer({ data: { from: incoming.from } });
      calls.push(call);
      const { tones } = await call.collectDtmf({ prompt: { url: "https://cdn.example.com/pin.wav" }, max: 4 });
      if (call.from.kind === "phone") collected.set(call.from.number, tones);
      await call.play({ url: `https://cdn.example.com/${tones}.wav` });
      await call.hangUp();
    });

    for (const { id } of callers) stage.simulator.person(id).dial(botNumber);
    await until(stage, () => calls.length === count);
    // One key of each caller in turn, so that all hundred sequences of keys are in progress at the same time.
    for (let digit = 0; digit < 4; digit++)
      for (const { id, pin } of callers) stage.simulator.person(id).press(pin.charAt(digit));
    await until(stage, () => collected.size === count);
    const own = callers.map(({ id, pin }) => stage.simulator.person(id).hears(`${pin}.wav`));
    await stage.when(Promise.all(own));
    const ends = await stage.when(Promise.all(calls.map(({ ended }) => ended)));

    expect(new Set(ends.map(({ kind }) => kind))).toEqual(new Set(["hung-up"]));
    expect(Object.fromEntries(collected)).toEqual(Object.fromEntries(callers.map(({ party, pin }) => [party, pin])));
    expect(new Set(calls.map(({ providerCallId }) => providerCallId)).size).toBe(count);
    expect(stage.record.of("error")).toEqual([]);
  },
);

/** Delivers everything in flight while the clock stands still: a hundred calls take the machine a while. */
async function until(stage: Stage, done: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + 45_000;
  while (!done()) {
    await stage.simulator.settled();
    if (performance.now() > giveUpAt) throw new Error("The machine is too slow, or a callback was lost.");
  }
}
