import { spawn } from "node:child_process";
import { cpSync } from "node:fs";
import { basename } from "node:path";
import type { VendorApp } from "./find-apps.js";
import { errorIn, outputOf } from "./output.js";
import type { Play } from "./play.js";

const WITHIN_MS = 300_000;

/** Copies an app without what it has installed or built, and installs its dependencies from the configured registry, without their scripts. */
export async function install(app: VendorApp, copy: string, { locked }: Pick<Play, "locked">): Promise<void> {
  cpSync(app.folder, copy, {
    recursive: true,
    filter: (path) => !["node_modules", "dist", ".git"].includes(basename(path)),
  });
  const lock = locked ? [] : ["--no-package-lock"];
  await runToEnd(["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", ...lock], copy);
}

/** Runs a command in a folder. Rejects with the error that it wrote if it fails. */
export async function runToEnd([command, ...args]: readonly [string, ...string[]], folder: string): Promise<void> {
  const child = spawn(command, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"], timeout: WITHIN_MS });
  const output = outputOf(child);
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`${[command, ...args].join(" ")} ended with ${code}: ${errorIn(output())}`);
}
