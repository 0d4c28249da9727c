import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { launchChromium } from "@trunkline/browser";
import { readConfig } from "../src/config.js";
import { startDemo } from "../src/start-demo.js";

type Browser = Awaited<ReturnType<typeof launchChromium>>;
export type Page = Awaited<ReturnType<Browser["newPage"]>>;

/** The demo as a newcomer sees it, in a browser. */
export interface OpenDemo {
  /** A separate tab. Its `sounds` are all frequencies that were played, Hz. */
  open(size?: { width: number; height: number }): Promise<Page>;
  close(): Promise<void>;
}

const PAGE = fileURLToPath(new URL("../dist/page/index.html", import.meta.url));

/** Records what the page would play, because the browser may have no loudspeakers. */
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

/** Waits until the caption shows the words. */
export async function hears(page: Page, words: string): Promise<void> {
  await page.getByRole("status", { name: "What you hear" }).getByText(words).waitFor();
}

/** Waits until the hint shows exactly these keys and words. */
export async function hints(page: Page, words: string): Promise<void> {
  await page
    .getByRole("region", { name: "Phone" })
    .locator("dl")
    .filter({ hasText: new RegExp(`^${words}$`) })
    .waitFor();
}

/** Waits until the phone shows the words, below the name of the other party. */
export async function saysOnPhone(page: Page, words: string): Promise<void> {
  await page.getByRole("region", { name: "Phone" }).getByText(words, { exact: true }).waitFor();
}

/** Waits until the newest event of this type in the bot's timeline shows the words. */
export async function botSees(page: Page, type: string, words: string): Promise<void> {
  await page
    .getByRole("button", { name: `${type} ${words}`, exact: true })
    .last()
    .waitFor();
}

/** Chooses the cloud, and waits until the bot runs. */
export async function choose(page: Page, cloud: string): Promise<void> {
  await page.getByRole("group", { name: "Cloud" }).getByText(cloud).click();
  await page.getByRole("radio", { name: cloud, checked: true }).waitFor({ state: "attached" });
}

/** Calls the bot on the cloud, and enters the PIN. */
export async function reachMenu(page: Page, cloud: string): Promise<void> {
  await choose(page, cloud);
  await page.keyboard.press("Enter");
  await hears(page, "Please key in your pin");
  await page.keyboard.type("1234#", { delay: 60 });
  await hears(page, "Press one to speak to a person");
}

/** What a person other than the user of the page does from now on when called: `reaction`; or at once: `hang-up`. */
export async function person(page: Page, id: string, action: string, body: object = {}): Promise<void> {
  const post = ([path, text]: readonly string[]) =>
    fetch(path ?? "", { method: "POST", headers: { "content-type": "application/json" }, body: text ?? "" });
  const ok = await page.evaluate(
    `(${post})(${JSON.stringify([`/_sim/people/${id}/${action}`, JSON.stringify(body)])}).then(({ ok }) => ok)`,
  );
  if (!ok) throw new Error(`${id} cannot ${action}`);
}

/** Waits until the list of people on the line shows someone doing something: `Bob on hold`. */
export async function onTheLine(page: Page, name: string, doing: string): Promise<void> {
  const line = page.getByRole("region", { name: "On the line" }).getByRole("listitem");
  await line.filter({ hasText: name }).filter({ hasText: doing }).waitFor();
}

/** Kills the instance that has the call, by keyboard. Resolves to its name. */
export async function kill(page: Page): Promise<string> {
  const button = page.getByRole("button", { name: /^Kill instance \d$/ });
  const name = (await button.textContent())?.at(-1) ?? "";
  await button.press("Enter");
  await page.getByTitle(`Instance ${name} is dead`).waitFor();
  return name;
}

/** How many times the bot has played a prompt, in all calls. */
export function timesAsked(page: Page, prompt: string): Promise<number> {
  return page.evaluate(async (file) => {
    const log = await (await fetch("/_sim/log")).text();
    return log.split(file).length - 1;
  }, `/${prompt}.wav`);
}

/** How many calls the bot has made, meetings included. */
export function callsMade(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const log = await (await fetch("/_sim/log")).text();
    return log.match(/"title":"create call/gi)?.length ?? 0;
  });
}

/** Changes how the bot answers calls, and waits until the change is applied. */
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
  // Half of the caption has been read by then.
  await page.waitForTimeout(2200);
  await page.screenshot({ path });
}
