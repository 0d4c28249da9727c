import { expect, test } from "vitest";
import { botNumber, cast, providers } from "../kit/cast.js";
import { startStage } from "../kit/stage.js";

const long = "12345678901234567890*#ABCD";

/** How many requests it takes is the provider's limit; what the other side hears and the bot learns is the same. */
test.each(providers)("on %s more tones than one request takes arrive whole and in order", async (provider) => {
  await using stage = await startStage(provider);
  stage.person("ada").reacts({ kind: "answer" });
  const call = await stage.calling.create({ to: cast.ada, from: botNumber });
  await stage.when(call.connected);
  const { sent } = await stage.when(call.sendDtmf(long));
  expect(sent).toBe(long);
  await stage.when(stage.person("ada").hears({ tones: long }));
  const requests = stage.simulator.log().filter(({ url }) => url.toLowerCase().includes("senddtmftones"));
  expect(requests).toHaveLength(provider === "acs" ? 2 : 1);
});
