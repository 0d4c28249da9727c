import { expect, test } from "vitest";
import { botNumber, cast, providers } from "../kit/cast.js";
import { startStage } from "../kit/stage.js";

const long = "12345678901234567890*#ABCD";

/** The number of requests depends on the provider's limit; what the other party hears and the bot gets does not. */
test.each(providers)("on %s, tones for several requests arrive complete and in order", async (provider) => {
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
