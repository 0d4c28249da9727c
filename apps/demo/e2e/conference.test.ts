import { findChromium } from "@trunkline/browser";
import { findRedis } from "@trunkline/redis-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  botSees,
  hears,
  kill,
  type OpenDemo,
  onTheLine,
  openDemo,
  type Page,
  person,
  reachMenu,
  saysOnPhone,
} from "./open-demo.fixture.js";

const chromium = await findChromium();
const graph = "Microsoft Graph";
const acs = "Azure Communication Services";

// The bot is one program on both clouds, so that a small trouble is tried on one of them.
describe.skipIf(!chromium.found && !process.env.CI)("a conference", { timeout: 120_000 }, () => {
  let demo: OpenDemo;
  beforeAll(async () => {
    demo = await openDemo();
  }, 60_000);
  afterAll(() => demo?.close());

  /** Bob picks up after this time; long enough for what the test does while his phone rings. */
  async function bobAnswers(page: Page, afterMs: number) {
    await person(page, "bob", "reaction", { kind: "answer", afterMs });
  }

  test.each([graph, acs])(
    "on %s holds the caller until the colleague is there; the caller holds, takes back and ends it with keys, the page too",
    async (cloud) => {
      const page = await demo.open();
      await bobAnswers(page, 2000);
      await reachMenu(page, cloud);
      await page.keyboard.press("3");
      await hears(page, "♪");
      await onTheLine(page, "Alice", "on hold");
      await onTheLine(page, "Bob", "rings");
      await hears(page, "You can talk");
      await onTheLine(page, "Bob", "talks");
      await page.keyboard.press("1");
      await onTheLine(page, "Bob", "on hold");
      await onTheLine(page, "Alice", "listens");
      const line = page.getByRole("region", { name: "On the line" });
      await line.getByRole("button", { name: "Take back" }).click();
      await onTheLine(page, "Bob", "talks");
      await page.keyboard.press("1");
      await onTheLine(page, "Bob", "on hold");
      await page.keyboard.press("1");
      await onTheLine(page, "Bob", "talks");
      await page.keyboard.press("9");
      await hears(page, "Goodbye");
      await saysOnPhone(page, "You were removed");
      await page.close();
    },
  );

  test.each([
    [graph, "muted"],
    [acs, "ACS cannot mute phone"],
  ])("on %s a telephone is muted, or the page says why not", async (cloud, shown) => {
    const page = await demo.open();
    await bobAnswers(page, 0);
    await reachMenu(page, cloud);
    await page.keyboard.press("3");
    await hears(page, "You can talk");
    const line = page.getByRole("region", { name: "On the line" });
    await line.getByRole("listitem").filter({ hasText: "Bob" }).getByRole("button", { name: "Mute" }).click();
    await line.getByText(shown).waitFor();
    await page.keyboard.press("Escape");
    await saysOnPhone(page, "You hung up");
    await page.close();
  });

  test.each([graph])("on %s a colleague who declines is reported to the caller", async (cloud) => {
    const page = await demo.open();
    await person(page, "bob", "reaction", { kind: "decline", afterMs: 500 });
    await reachMenu(page, cloud);
    await page.keyboard.press("3");
    await hears(page, "Your colleague has declined");
    await saysOnPhone(page, "You were removed");
    await page.close();
  });

  test.each([acs])("on %s a colleague who leaves is reported to the caller, also from a hold", async (cloud) => {
    const page = await demo.open();
    await bobAnswers(page, 0);
    await reachMenu(page, cloud);
    await page.keyboard.press("3");
    await hears(page, "You can talk");
    await page.keyboard.press("1");
    await onTheLine(page, "Bob", "on hold");
    await person(page, "bob", "hang-up");
    await hears(page, "Your colleague has left");
    await saysOnPhone(page, "You were removed");
    await page.close();
  });

  test.each([acs])("on %s the colleague's phone stops ringing when the caller hangs up", async (cloud) => {
    const page = await demo.open();
    await bobAnswers(page, 60_000);
    await reachMenu(page, cloud);
    await page.keyboard.press("3");
    const rings = page.getByRole("button", { name: /Bob’s phone rings/ });
    await rings.waitFor();
    await page.keyboard.press("Escape");
    await rings.waitFor({ state: "detached" });
    await page.close();
  });

  test.skipIf(!findRedis().found).each([graph, acs])(
    "on %s goes on when the instance dies while the colleague's phone rings, whose phone rings once",
    async (cloud) => {
      const page = await demo.open();
      await bobAnswers(page, 7000);
      await reachMenu(page, cloud);
      await page.keyboard.press("3");
      await onTheLine(page, "Bob", "rings");
      const victim = await kill(page);
      await botSees(page, "instance-killed", `instance ${victim}, mid-call`);
      await hears(page, "You can talk");
      await onTheLine(page, "Bob", "talks");
      const people = await page.getByRole("region", { name: "On the line" }).getByRole("listitem").allTextContents();
      expect(people.filter((text) => text.includes("Bob"))).toHaveLength(1);
      await page.keyboard.press("Escape");
      await page.getByTitle(`Instance ${victim} is there`).waitFor();
      await page.close();
    },
  );

  test.skipIf(!findRedis().found).each([graph, acs])(
    "on %s goes on when the instance dies while the two talk: the next key counts, and a hold is known",
    async (cloud) => {
      const page = await demo.open();
      await bobAnswers(page, 0);
      await reachMenu(page, cloud);
      await page.keyboard.press("3");
      await hears(page, "You can talk");
      await page.keyboard.press("1");
      await onTheLine(page, "Bob", "on hold");
      const victim = await kill(page);
      await page.keyboard.press("1");
      await onTheLine(page, "Bob", "talks");
      await page.keyboard.press("Escape");
      await page.getByTitle(`Instance ${victim} is there`).waitFor();
      await page.close();
    },
  );
});
