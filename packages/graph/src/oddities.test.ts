import { expect, test } from "vitest";
import { type Behavior, botNumber, startSimulatedBot } from "./simulated-bot.fixture.js";

/** One call, from the first ring to the end, and the events that the bot received. */
async function wholeCall(behavior: Behavior): Promise<readonly string[]> {
  await using bot = await startSimulatedBot({ behavior });
  bot.calling.on("dtmf-received", ({ tone }) => void bot.seen.push(tone));
  bot.calling.on("incoming", async (incoming) => {
    const call = await incoming.answer();
    await call.play({ url: "https://cdn.example.com/hello.wav" });
    const { tones } = await call.collectDtmf({ max: 2 });
    bot.seen.push(`collected ${tones}`);
    await call.transfer({ kind: "user", id: "unknown-user" }).catch(() => bot.seen.push("transfer failed"));
  });
  bot.ada.dial(botNumber);
  await bot.simulator.advance(5_000);
  bot.ada.press("4*");
  await bot.simulator.advance(60_000);
  bot.ada.hangUp();
  await bot.simulator.advance(5_000);
  return bot.seen;
}

const documented = wholeCall({});

test("the documented form yields the whole story", async () => {
  const seen = await documented;
  expect(seen).toEqual(
    expect.arrayContaining(["incoming", "call-connected", "4", "*", "collected 4*", "transfer failed"]),
  );
  expect(seen.at(-1)).toBe("ended: remote-hung-up");
});

test.each<[string, Behavior]>([
  ["a notification in the older format comes first", { legacyFirst: true }],
  ["change types are capitalized", { changeType: "capitalized" }],
  ["only the older member names the call", { resource: "resource" }],
  ["both members name it", { resource: "both" }],
  ["figures are text", { codesAsText: true }],
  ["the subcode is spelled otherwise", { subcode: "subCode" }],
  ["ids are left out", { omitIds: true }],
  ["callbacks without a body come in between", { emptyCallbacks: true }],
  ["the issuer has a slash at its end", { issuer: "https://api.botframework.com/" }],
  ["the issuer is the one of the sample", { issuer: "https://graph.microsoft.com" }],
  ["tokens announce a nested token", { contentTypeInToken: true }],
])("the story is the same when %s", async (_, behavior) => {
  expect(await wholeCall(behavior)).toEqual(await documented);
});
