import { findChromium } from "@trunkline/browser";
import { findRedis } from "@trunkline/redis-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  answers,
  botSees,
  choose,
  hears,
  hints,
  kill,
  type OpenDemo,
  openDemo,
  saysOnPhone,
  takePicture,
  timesAsked,
} from "./open-demo.fixture.js";

const chromium = await findChromium();

describe.skipIf(!chromium.found && !process.env.CI)("the demo in a browser", { timeout: 60_000 }, () => {
  let demo: OpenDemo;
  beforeAll(async () => {
    demo = await openDemo();
  }, 60_000);
  afterAll(() => demo?.close());

  test.each(["Microsoft Graph", "Azure Communication Services"])(
    "a caller on %s hears the bot, enters the PIN, is transferred and hangs up, all by keyboard",
    async (cloud) => {
      const page = await demo.open();
      await choose(page, cloud);
      await page.keyboard.press("Enter");
      await hears(page, "Please key in your pin");
      await hints(page, "1234#your PIN, then hash");
      await page.keyboard.type("1234#", { delay: 60 });
      await hears(page, "Press one to speak to a person");
      await hints(page, "1a person2the door3a conference4a warm transfer9hang up");
      await takePicture(page, cloud);
      await page.keyboard.press("1");
      await page.getByRole("heading", { name: "Bob" }).waitFor();
      await hears(page, "You can talk");
      await botSees(page, "call-ended", "transferred");
      await page.keyboard.press("Escape");
      await saysOnPhone(page, "You hung up");
      await page.close();
    },
  );

  test("one key calls both clouds, every key counts in both calls, and the two are shown event by event", async () => {
    const page = await demo.open();
    await page.getByRole("radio", { name: "Side by side" }).check({ force: true });
    await page.keyboard.press("b");
    await hears(page, "Please key in your pin");
    await page.keyboard.type("1234#", { delay: 60 });
    await hears(page, "Press one to speak to a person");
    await page.keyboard.press("9");
    const rows = page.getByRole("list", { name: "The same call on both clouds" }).getByRole("listitem");
    for (const step of ["menu, attempt 1", "goodbye", "call-ended"])
      await rows.and(page.locator("[data-alike=true]")).filter({ hasText: step }).waitFor();
    const wires = (await rows.allTextContents()).join();
    expect(wires).toContain("CallDisconnected");
    expect(wires).toContain("terminated");
    await page.close();
  });

  test.skipIf(!findRedis().found).each(["Microsoft Graph", "Azure Communication Services"])(
    "the instance that has the call is killed while the caller on %s enters the PIN, and the call goes on",
    async (cloud) => {
      const page = await demo.open();
      await choose(page, cloud);
      await page.keyboard.press("Enter");
      await hears(page, "Please key in your pin");
      const asked = await timesAsked(page, "pin");
      await page.keyboard.type("12", { delay: 60 });
      const victim = await kill(page);
      await page.keyboard.type("34#", { delay: 60 });
      await botSees(page, "instance-killed", `instance ${victim}, mid-call`);
      await hears(page, "Press one to speak to a person");
      const recovered = page.getByRole("button", { name: /^call-recovered by instance \d$/ }).last();
      expect(await recovered.textContent()).not.toContain(victim);
      expect(await timesAsked(page, "pin")).toBe(asked);
      await page.keyboard.press("1");
      await page.getByRole("heading", { name: "Bob" }).waitFor();
      await botSees(page, "call-ended", "transferred");
      await page.keyboard.press("Escape");
      await saysOnPhone(page, "You hung up");
      await page.getByTitle(`Instance ${victim} is there`).waitFor();
      await page.close();
    },
  );

  test.skipIf(!findRedis().found)(
    "a key that is pressed during a takeover counts, and the menu is not read again",
    async () => {
      const page = await demo.open();
      await page.keyboard.press("Enter");
      await hears(page, "Please key in your pin");
      await page.keyboard.type("1234#", { delay: 60 });
      await hears(page, "Press one to speak to a person");
      const read = await timesAsked(page, "menu");
      await kill(page);
      await page.keyboard.press("9");
      await botSees(page, "call-ended", "hung-up");
      await page.getByRole("button", { name: "took over at menu" }).last().waitFor();
      expect(await timesAsked(page, "menu")).toBe(read);
      await page.close();
    },
  );

  test("keys sound with the two tones of the keypad", async () => {
    const page = await demo.open();
    await page.getByRole("button", { name: "5", exact: true }).click();
    expect(await page.evaluate("sounds")).toEqual([770, 1336]);
    await page.close();
  });

  test.each([
    ["Decline", "declined"],
    ["Busy", "busy"],
  ])("%s is reported to the bot that calls as %s", async (button, reason) => {
    const page = await demo.open();
    await page.getByRole("button", { name: "Have it call you" }).click();
    await page.getByRole("button", { name: button, exact: true }).click();
    await botSees(page, "call-ended", reason);
    await page.close();
  });

  test("a call that is sent to voicemail is answered by the machine", async () => {
    const page = await demo.open();
    await page.getByRole("button", { name: "Have it call you" }).click();
    await page.getByRole("button", { name: "Voicemail" }).click();
    await botSees(page, "call-connected", "+14255550123 picked up");
    await page.keyboard.press("Escape");
    await page.close();
  });

  test("the remaining time is shown until the bot answers", async () => {
    const page = await demo.open();
    await answers(page, "never");
    await page.getByRole("button", { name: "Call Contoso line" }).click();
    await page.getByText(/Ringing · \d+ s to decide/).waitFor();
    await page.keyboard.press("Escape");
    await answers(page, "at-once");
    await page.close();
  });

  test("faults can be switched during a call, and the message shows what they did to it", async () => {
    const page = await demo.open();
    await page.keyboard.press("Enter");
    await hears(page, "Please key in your pin");
    const duplicate = page.getByRole("button", { name: "Duplicate" });
    await duplicate.click();
    await page.keyboard.press("7");
    await page.getByText("sent twice").first().waitFor();
    await duplicate.click();
    await page.keyboard.press("Escape");
    await saysOnPhone(page, "You hung up");
    await page.close();
  });

  test("every forged callback is refused, and the reason is shown", async () => {
    const page = await demo.open();
    await page.keyboard.press("Enter");
    await hears(page, "Please key in your pin");
    await page.getByRole("button", { name: "Forge a callback" }).click();
    const names = [
      "Bad signature",
      "Wrong audience",
      "Expired",
      "Algorithm none",
      "No token",
      "Unknown key",
      "Another call",
    ];
    for (const name of names) {
      const line = page.getByRole("listitem").filter({ has: page.getByRole("button", { name }) });
      await line.getByRole("button", { name }).click();
      await line.getByText(/^Refused · (401|403|503)$/).waitFor();
    }
    await page.getByText("the token's signature is wrong").waitFor();
    await page.keyboard.press("Escape");
    await saysOnPhone(page, "You hung up");
    await page.close();
  });

  test("a long timeline scrolls, and the page does not", async () => {
    const page = await demo.open({ width: 1440, height: 500 });
    await page.keyboard.press("Enter");
    await hears(page, "Please key in your pin");
    await page.keyboard.press("Escape");
    await saysOnPhone(page, "You hung up");
    expect(await page.evaluate("document.documentElement.scrollHeight")).toBe(500);
    await page.close();
  });

  test("on a phone's screen nothing sticks out, and the timeline is one tap away", async () => {
    const page = await demo.open({ width: 390, height: 844 });
    const call = page.getByRole("button", { name: "Call Contoso line" });
    expect(await call.boundingBox().then((box) => (box ? box.y + box.height : 999))).toBeLessThan(800);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    await page.getByRole("navigation").getByText("Timeline").click();
    await page.getByRole("list", { name: "Timeline" }).waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    await page.close();
  });
});
