import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findChromium, launchChromium } from "@trunkline/browser";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Simulator } from "../../src/control/simulator.js";
import { manualClock } from "../../src/engine/clock.js";
import { startSimulator } from "../../src/simulator/start-simulator.js";

const chromium = await findChromium();
const folder = fileURLToPath(new URL("../../dist/page", import.meta.url));
const START = Date.UTC(2026, 10, 20, 12);

describe.skipIf(!chromium.found && !process.env.CI)("the simulator's page in a browser", { timeout: 30_000 }, () => {
  let browser: Awaited<ReturnType<typeof launchChromium>>;
  let simulator: Simulator;
  let page: Awaited<ReturnType<typeof browser.newPage>>;

  beforeAll(async () => {
    if (!existsSync(folder)) throw new Error("The page is not built: `npm test` builds it first.");
    browser = await launchChromium();
  }, 30_000);
  afterAll(() => browser?.close());

  beforeEach(async () => {
    simulator = await startSimulator({ page: folder, clock: manualClock(START) });
    // A bot that listens, and never decides.
    simulator.deliver = async () => new Response(null, { status: 200, headers: { "x-bot": "made of nothing" } });
    page = await browser.newPage();
    page.setDefaultTimeout(10_000);
  });
  afterEach(async () => {
    await page.close();
    await simulator.close();
  });
  const registerBot = () =>
    simulator.registerBot({
      cloud: "acs",
      displayName: "My bot",
      number: "+14255550100",
      webhookUrl: "http://127.0.0.1:1/calls",
    });

  test("says first what to do: take a phone, then register a bot", async () => {
    await page.goto(simulator.url);
    await page.getByRole("heading", { name: "No bot yet" }).waitFor();
    await page.getByRole("button", { name: "Take the phone" }).click();
    await page.getByText("+1 425 555 0123").waitFor();
    await registerBot();
    await page.getByRole("button", { name: "Call My bot" }).waitFor();
    expect(simulator.people().map(({ displayName }) => displayName)).toEqual(["Alice"]);
  });

  test("rings the bot, lets its deadline run with the clock, and says how it ended", async () => {
    simulator.addPerson({ displayName: "Alice", party: "+14255550123" });
    await registerBot();
    await page.goto(simulator.url);
    await page.getByRole("button", { name: "Call My bot" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("Ringing · 30 s to decide").waitFor();
    await page.getByRole("button", { name: "+10 s" }).click();
    await page.getByText("Ringing · 20 s to decide").waitFor();
    await page.getByRole("button", { name: "+1 min" }).click();
    await page.getByRole("region", { name: "Phone" }).getByText("No answer").waitFor();
  });

  test("shows a message to the letter: the JSON, both heads, and no secret", async () => {
    simulator.addPerson({ id: "alice", party: "+14255550123" });
    await registerBot();
    simulator.person("alice").dial("+14255550100");
    await page.goto(simulator.url);
    await page.getByRole("button", { name: /Cloud to bot: IncomingCall documented/ }).click();
    const message = page.getByRole("listitem").filter({ hasText: "IncomingCall" });
    await message.getByText("made of nothing").waitFor();
    await message.getByText('"incomingCallContext"').waitFor();
    expect(await message.textContent()).not.toContain(simulator.acs.eventGrid.secret);
  });

  test("the phone of another rings: one press, and one is that person, and Enter answers but never hangs up", async () => {
    simulator.addPerson({ id: "alice", displayName: "Alice", party: "+14255550123" });
    simulator.addPerson({ id: "bob", displayName: "Bob", party: "+14255550124" });
    await page.goto(simulator.url);
    await page.getByLabel("You are").waitFor();
    simulator.person("alice").dial("+14255550124");
    await page.getByRole("button", { name: /Bob’s phone rings/ }).click();
    await page.getByText("is calling you").waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("You can talk").waitFor();
    await page.keyboard.press("Enter");
    expect(simulator.calls()[0]?.legs.map(({ state }) => state)).toEqual(["connected", "connected"]);
  });

  test("a simulator that comes back is found again", async () => {
    simulator.addPerson({ displayName: "Alice", party: "+14255550123" });
    await page.goto(simulator.url);
    await page.getByLabel("You are").waitFor();
    const port = Number(new URL(simulator.url).port);
    await simulator.close();
    await page.getByText("No connection. Trying again…").waitFor();
    simulator = await startSimulator({ page: folder, port, people: [{ displayName: "Carol", party: "+14255550125" }] });
    await page.getByRole("option", { name: "Carol" }).waitFor({ state: "attached" });
  });

  test("colors follow the toggle, and stay", async () => {
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto(simulator.url);
    const background = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
    const light = await background();
    await page.getByRole("button", { name: /^Colors/ }).click();
    await page.getByRole("button", { name: /^Colors: light/ }).click();
    await page.getByRole("button", { name: /^Colors: dark/ }).waitFor();
    expect(await background()).not.toBe(light);
    await page.reload();
    await page.getByRole("button", { name: /^Colors: dark/ }).waitFor();
    expect(await background()).not.toBe(light);
  });
});
