/** One instance of the bot: a process that gets its settings in `INSTANCE`, takes commands, and can die anywhere. */
import { type Adapter, CallingError, createCalling } from "@trunkline/core";
import { redisStore } from "@trunkline/redis";
import { carryOut, commandSchema } from "./commands.js";
import { Failpoints } from "./failpoints.js";
import { handleEvent } from "./handle-event.js";
import { Ivr } from "./ivr.js";
import { Journal } from "./journal.js";
import { listen } from "./listener.js";
import { mortalAdapter, mortalStore } from "./mortal.js";
import { adapterOf, type Step, secret, settingsSchema, stepSchema } from "./settings.js";

const settings = settingsSchema.parse(JSON.parse(process.env.INSTANCE ?? ""));
const journal = new Journal(settings.name, settings.journal);
const failpoints = new Failpoints(journal);
const store = redisStore({ url: settings.redisUrl }, { prefix: settings.prefix, timeoutMs: settings.storeTimeoutMs });

const calling = createCalling<Adapter, Step>({
  // Errors go to the journal.
  logger: false,
  adapter: mortalAdapter(await adapterOf(settings), failpoints, journal),
  store: mortalStore(store, failpoints, journal),
  url: settings.url,
  secret,
  data: stepSchema,
  leaseMs: settings.leaseMs,
});
calling.on("*", (event) => handleEvent(event, failpoints, journal));
new Ivr(calling, settings.prompts, failpoints, journal).open();
const { server, port } = await listen(calling, failpoints, journal);

process.on("message", async (message) => {
  const command = commandSchema.parse(message);
  try {
    const value = await carryOut(command, calling, failpoints);
    journal.write({ kind: "outcome", command: command.id, value });
  } catch (error) {
    journal.write({ kind: "outcome", command: command.id, error: CallingError.is(error) ? error.code : String(error) });
  }
});
// The parent is gone.
process.once("disconnect", () => process.exit());
process.once("SIGTERM", async () => {
  // Until the close ends, callbacks are accepted and calls are handed over. After it they are refused, and the balancer tries another instance.
  await calling.close();
  journal.write({ kind: "closed" });
  server.close();
  server.closeAllConnections();
  await store.close();
  process.exit();
});

journal.write({ kind: "ready" });
process.send?.({ port });
