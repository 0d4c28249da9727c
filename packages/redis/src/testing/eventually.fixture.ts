import { setTimeout } from "node:timers/promises";

/** Polls until it is true. @throws Error after ten seconds. */
export async function eventually(what: string, ask: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await ask())) {
    if (Date.now() > deadline) throw new Error(`${what}: not within ten seconds`);
    await setTimeout(10);
  }
}
