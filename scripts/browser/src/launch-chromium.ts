import { type Browser, chromium } from "playwright-core";
import { type Chromium, findChromium } from "./find-chromium.js";

/** How to start the browser. */
export interface LaunchOptions {
  /** The browser to start; default: that of {@link findChromium}. */
  readonly chromium?: Chromium;
  /** Further command-line switches. */
  readonly args?: readonly string[];
}

/** Quiet and self-contained: no background traffic, no GPU, and (as root in a container) no sandbox. */
const SWITCHES = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--autoplay-policy=no-user-gesture-required",
];

/**
 * Starts a headless Chromium with its own profile, which is deleted when it closes.
 * Rejects with the one-line reason if there is no browser on this machine.
 */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const browser = options.chromium ?? (await findChromium());
  if (!browser.found) throw new Error(browser.reason);
  return chromium.launch({
    executablePath: browser.path,
    args: [...SWITCHES, ...(options.args ?? [])],
    env: { ...process.env, ...browser.env },
  });
}
