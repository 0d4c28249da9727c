import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Simulator } from "@trunkline/simulator";
import { fillIn, type Play } from "./play.js";

/** What an app can be configured with. */
export function valuesFor(simulator: Pick<Simulator, "httpsUrl" | "acs">, port: number): Map<string, string> {
  return new Map([
    ["connectionString", simulator.acs.connectionString.replace(/endpoint=[^;]*/, `endpoint=${simulator.httpsUrl}/`)],
    ["url", `http://127.0.0.1:${port}`],
    ["port", String(port)],
    // Text is spoken and heard without it here; the clients want an address.
    ["cognitiveServices", "https://speech.example.com/"],
  ]);
}

/** Writes the app's configuration, which is all that is changed in its copy. */
export function configure(folder: string, { files }: Play, values: ReadonlyMap<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, fillIn(text, values));
  }
}
