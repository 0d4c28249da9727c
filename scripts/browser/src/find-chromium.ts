import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import manifest from "../package.json" with { type: "json" };
import { carriedChromium } from "./carried-chromium.js";

/** The inputs of the search; the process's own by default. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly arch: string;
}

/** A Chromium to drive, or one line that says why there is no browser and what to do. */
export type Chromium =
  | { readonly found: true; readonly path: string; readonly env: Readonly<Record<string, string>> }
  | { readonly found: false; readonly reason: string };

const RELEASE = manifest.dependencies["@sparticuz/chromium"];
const UNPACKED = fileURLToPath(new URL(`../.cache/chromium-${RELEASE}`, import.meta.url));

/**
 * Finds a Chromium: `CHROMIUM_PATH`, else the system's, else (Linux on x64) the one that comes with the
 * dependencies, which is unpacked on first use (a second, 200 MB).
 */
export async function findChromium(surroundings: Surroundings = process): Promise<Chromium> {
  const { env, platform, arch } = surroundings;
  if (env.CHROMIUM_PATH) {
    if (isExecutable(env.CHROMIUM_PATH)) return { found: true, path: env.CHROMIUM_PATH, env: {} };
    return { found: false, reason: `CHROMIUM_PATH is ${env.CHROMIUM_PATH}, which is not a program that can be run.` };
  }
  const path = systemChromium(env.PATH ?? "", platform);
  if (path) return { found: true, path, env: {} };
  if (platform === "linux" && arch === "x64") return { found: true, ...(await carriedChromium(UNPACKED)) };
  return {
    found: false,
    reason: `No Chromium for ${platform} on ${arch}: install Chromium or Chrome, or set CHROMIUM_PATH to one.`,
  };
}

/** The browser's names in Linux distributions, Chromium first. */
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];

/** Where the installers of macOS and Windows put it; neither adds it to the PATH. */
const PLACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
};

/** The path of the operating system's browser, if there is one. */
function systemChromium(path: string, platform: NodeJS.Platform): string | undefined {
  const onPath = path.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...(PLACES[platform] ?? [])].find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
