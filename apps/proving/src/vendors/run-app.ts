import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BotRegistration, type Simulator, startSimulator } from "@trunkline/simulator";
import { configure, valuesFor } from "./configure.js";
import type { VendorApp } from "./find-apps.js";
import { install, runToEnd } from "./install.js";
import { messageOf } from "./output.js";
import { addressOf, perform } from "./perform.js";
import type { Play } from "./play.js";
import { type Outcome, requestsIn } from "./report.js";
import { freePort, type RunningApp, start } from "./start.js";

/** How long the flow of an app may take from its start, ms. */
const FLOW_MS = 180_000;

/** Installs an app in a temporary folder, starts it against a simulator of its own, and plays its people. Nothing of it is left afterwards. */
export async function runApp(app: VendorApp, play: Play | undefined): Promise<Outcome> {
  const outcome = { app: app.name, mustComplete: play?.mustComplete ?? false, output: "" };
  if (!play) return { ...outcome, ...requestsIn([]), failure: "there is no play for it; bring one with --plays" };
  const folder = mkdtempSync(join(tmpdir(), "trunkline-vendors-"));
  try {
    await using simulator = await startSimulator();
    const copy = join(folder, "app");
    try {
      await install(app, copy, play);
      const values = valuesFor(simulator, await freePort());
      configure(copy, play, values);
      if (play.build) await runToEnd(play.build, copy);
      const output = await playFlow(simulator, { copy, caFile: join(folder, "ca.pem") }, play, values);
      return { ...outcome, ...requestsIn(simulator.log()), ...output };
    } catch (error) {
      return { ...outcome, ...requestsIn(simulator.log()), failure: messageOf(error) };
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function playFlow(
  simulator: Simulator,
  { copy, caFile }: { readonly copy: string; readonly caFile: string },
  play: Play,
  values: Map<string, string>,
): Promise<Pick<Outcome, "output" | "failure">> {
  writeFileSync(caFile, simulator.caCertificate);
  const running = await start(play.start, { folder: copy, port: Number(values.get("port")), caFile });
  let failure: string | undefined;
  try {
    for (const bot of botsOf(play, running)) await simulator.registerBot(bot);
    await inTime(perform(simulator, running, play, values));
  } catch (error) {
    failure = messageOf(error);
  } finally {
    await running.stop();
  }
  return { output: running.output(), ...(failure === undefined ? {} : { failure }) };
}

/** Where Event Grid announces calls to each address of the app; it asks the app first, as it does when a subscription is made. */
function botsOf({ webhook, called }: Play, { url }: RunningApp): readonly BotRegistration[] {
  if (webhook === undefined) return [];
  return called.map((text) => {
    const address = addressOf(text);
    const party =
      typeof address === "object" && address.kind === "communication-user"
        ? { communicationUser: address.id }
        : { number: text };
    return { cloud: "acs", webhookUrl: `${url}${webhook}`, validate: true, ...party };
  });
}

async function inTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the flow took more than ${FLOW_MS / 1000} s`)), FLOW_MS);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
