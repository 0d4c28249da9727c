import { findChromium } from "@trunkline/browser";
import { findRedis } from "@trunkline/redis-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  botSees,
  callsMade,
  hears,
  hints,
  kill,
  type OpenDemo,
  openDemo,
  type Page,
  person,
  reachMenu,
  saysOnPhone,
} from "./open-demo.fixture.js";

const chromium = await findChromium();
const graph = "Microsoft Graph";
const acs = "Azure Communication Services";
const clouds = [graph, acs];

describe.skipIf(!chromium.found && !process.env.CI)("a warm transfer", { timeout: 120_000 }, () => {
  let demo: OpenDemo;
  beforeAll(async () => {
    demo = await openDemo();
  }, 60_000);
  afterAll(() => demo?.close());

  const beCarol = (page: Page) => page.getByRole("button", { name: /Be Carol/ });

  test.each(clouds)("on %s: the caller hears music until the colleague accepts with a key", async (cloud) => {
    const page = await demo.open();
    await reachMenu(page, cloud);
    await page.keyboard.press("4");
    await hears(page, "♪");
    await beCarol(page).click();
    await page.keyboard.press("Enter");
    await hears(page, "Press one to take the call");
    await hints(page, "1take the call");
    await page.keyboard.press("1");
    await page.getByRole("heading", { name: "Alice" }).waitFor();
    await hears(page, "You can talk");
    await botSees(page, "call-ended", "transferred");
    await page.keyboard.press("Escape");
    await saysOnPhone(page, "You hung up");
    await page.close();
  });

  test.each([
    [graph, "decline", "Your colleague has declined"],
    [acs, "busy", "The line is busy"],
  ])("on %s: after a %s the caller hears “%s”, and is back at the menu", async (cloud, kind, words) => {
    const page = await demo.open();
    await person(page, "carol", "reaction", { kind, afterMs: 1000 });
    await reachMenu(page, cloud);
    await page.keyboard.press("4");
    await hears(page, words);
    await hears(page, "Press one to speak to a person");
    await page.keyboard.press("9");
    await hears(page, "Goodbye");
    await person(page, "carol", "reaction", { kind: "manual" });
    await page.close();
  });

  test.each([acs])("on %s: a colleague who presses another key does not take the call", async (cloud) => {
    const page = await demo.open();
    await reachMenu(page, cloud);
    await page.keyboard.press("4");
    await beCarol(page).click();
    await page.keyboard.press("Enter");
    await hears(page, "Press one to take the call");
    await page.keyboard.press("2");
    await page.getByLabel("You are").selectOption("alice");
    await hears(page, "Your call was not taken");
    await hears(page, "Press one to speak to a person");
    await page.keyboard.press("9");
    await hears(page, "Goodbye");
    await page.close();
  });

  test("the colleague's phone stops ringing when the caller hangs up", async () => {
    const page = await demo.open();
    await reachMenu(page, graph);
    await page.keyboard.press("4");
    await beCarol(page).waitFor();
    await page.keyboard.press("Escape");
    await beCarol(page).waitFor({ state: "detached" });
    await page.close();
  });

  test.skipIf(!findRedis().found).each(clouds)(
    "on %s: the instance dies while the colleague's phone rings, which rings once and is asked by another instance",
    async (cloud) => {
      const page = await demo.open();
      await reachMenu(page, cloud);
      const made = await callsMade(page);
      await page.keyboard.press("4");
      await beCarol(page).waitFor();
      const victim = await kill(page);
      await page.getByRole("button", { name: "took over at warm transfer" }).last().waitFor();
      await beCarol(page).click();
      await page.keyboard.press("Enter");
      await hears(page, "Press one to take the call");
      await page.keyboard.press("1");
      await hears(page, "You can talk");
      await botSees(page, "call-ended", "transferred");
      expect(await callsMade(page)).toBe(made + 1);
      await page.keyboard.press("Escape");
      await page.getByTitle(`Instance ${victim} is there`).waitFor();
      await page.close();
    },
  );

  test.skipIf(!findRedis().found).each(clouds)(
    "on %s: the instance dies while the colleague is asked, and the key that accepts counts",
    async (cloud) => {
      const page = await demo.open();
      await reachMenu(page, cloud);
      await page.keyboard.press("4");
      await beCarol(page).click();
      await page.keyboard.press("Enter");
      await hears(page, "Press one to take the call");
      const victim = await kill(page);
      await page.keyboard.press("1");
      await hears(page, "You can talk");
      await botSees(page, "call-ended", "transferred");
      await page.keyboard.press("Escape");
      await page.getByTitle(`Instance ${victim} is there`).waitFor();
      await page.close();
    },
  );
});
