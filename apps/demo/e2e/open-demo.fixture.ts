import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { launchChromium } from "@trunkline/browser";
import { readConfig } from "../src/config.js";
import { startDemo } from "../src/start-demo.js";

type Browser = Awaited<ReturnType<typeof launchChromium>>;
export type Page = Awaited<ReturnType<Browser["newPage"]>>;

/** The demo as a newcomer has it, and a browser to look at it. */
export interface OpenDemo {
  /** A tab of its own. `sounds` in it is every frequency that was played, Hz. */
  open(size?: { width: number; height: number }): Promise<Page>;
  close(): Promise<void>;
}

const PAGE = fileURLToPath(new URL("../dist/page/index.html", import.meta.url));

/** Writes down what the page would sound: a browser without loudspeakers is as good. */
const LISTEN = `
  globalThis.sounds = [];
  const Real = OscillatorNode;
  globalThis.OscillatorNode = class extends Real {
    constructor(context, options) {
      super(context, options);
      sounds.push(options.frequency);
    }
  };
`;

export async function openDemo(env: NodeJS.ProcessEnv = process.env): Promise<OpenDemo> {
  if (!existsSync(PAGE)) throw new Error("The demo's page is not built: `npm test` builds it first.");
  const demo = await startDemo(readConfig({ ...env, PORT: "0" }));
  const browser = await launchChromium();
  return {
    async open(size = { width: 1440, height: 900 }) {
      const page = await browser.newPage({ viewport: size, colorScheme: "light" });
      page.setDefaultTimeout(15_000);
      await page.addInitScript(LISTEN);
      await page.goto(demo.url);
      await page.getByRole("button", { name: "Call Contoso line" }).waitFor();
      return page;
    },
    async close() {
      await browser.close();
      await demo.close();
    },
  };
}

/** Waits until the caption says so. */
export async function hears(page: Page, words: string): Promise<void> {
  await page.getByRole("status", { name: "What you hear" }).getByText(words).waitFor();
}

/** Waits until the phone says so, under the name of who is on the line. */
export async function saysOnPhone(page: Page, words: string): Promise<void> {
  await page.getByRole("region", { name: "Phone" }).getByText(words, { exact: true }).waitFor();
}

/** Waits until the newest line of the bot's timeline about this kind of event says so. */
export async function botSees(page: Page, type: string, words: string): Promise<void> {
  await page
    .getByRole("button", { name: `${type} ${words}`, exact: true })
    .last()
    .waitFor();
}

/** Chooses the cloud, and waits until the bot is there. */
export async function choose(page: Page, cloud: string): Promise<void> {
  await page.getByRole("group", { name: "Cloud" }).getByText(cloud).click();
  await page.getByRole("radio", { name: cloud, checked: true }).waitFor({ state: "attached" });
}

/** Kills the instance that has the call, by the keyboard. Resolves to its name. */
export async function kill(page: Page): Promise<string> {
  const button = page.getByRole("button", { name: /^Kill instance \d$/ });
  const name = (await button.textContent())?.at(-1) ?? "";
  await button.press("Enter");
  await page.getByTitle(`Instance ${name} is dead`).waitFor();
  return name;
}

/** How often the bot has had a prompt played, in all calls. */
export function timesAsked(page: Page, prompt: string): Promise<number> {
  return page.evaluate(async (file) => {
    const log = await (await fetch("/_sim/log")).text();
    return log.split(file).length - 1;
  }, `/${prompt}.wav`);
}

/** Changes how the bot answers calls, and waits until it has been set. */
export async function answers(page: Page, way: "at-once" | "never"): Promise<void> {
  const set = page.waitForResponse("**/api/answering");
  await page.getByLabel("The bot answers").selectOption(way);
  await set;
}

/** With `DEMO_PICTURE` set to a file, the picture of the README is taken again: `DEMO_PICTURE=docs/images/demo.png`. */
export async function takePicture(page: Page, cloud: string): Promise<void> {
  const path = process.env.DEMO_PICTURE;
  if (!path || cloud !== "Microsoft Graph") return;
  await page.evaluate("document.activeElement.blur()");
  // Half of the caption is read by then.
  await page.waitForTimeout(2200);
  await page.screenshot({ path });
}
