/** `node scripts/capabilities-table.mjs`: makes docs/capabilities.md anew from the adapters. */
import { setUp } from "./lib/set-up.mjs";
import { step } from "./lib/step.mjs";

await setUp();

const { writeCapabilitiesPage } = await import("./lib/capabilities-page.mjs");
process.exitCode = (await step("docs/capabilities.md", writeCapabilitiesPage)) ? 0 : 1;
