import { findChromium } from "@trunkline/browser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { botSees, hears, type OpenDemo, openDemo } from "./open-demo.fixture.js";

const chromium = await findChromium();

describe.skipIf(!chromium.found && !process.env.CI)("the demo without Redis", { timeout: 60_000 }, () => {
  let demo: OpenDemo;
  beforeAll(async () => {
    demo = await openDemo({});
  }, 60_000);
  afterAll(() => demo?.close());

  test("takes calls in one instance, which cannot be killed, and says what is missing and how to get it", async () => {
    const page = await demo.open();
    await page.getByTitle("Instance 1 is there").waitFor();
    await page.getByText("No redis-server on the PATH: install Redis").waitFor();
    await page.keyboard.press("Enter");
    await hears(page, "Please key in your pin");
    expect(await page.getByRole("button", { name: "Kill instance 1" }).isDisabled()).toBe(true);
    await page.keyboard.type("1234#", { delay: 60 });
    await hears(page, "Press one to speak to a person");
    await page.keyboard.press("9");
    await botSees(page, "call-ended", "hung-up");
    await page.close();
  });
});
