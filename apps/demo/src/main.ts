import { readConfig } from "./config.js";
import { startDemo } from "./start-demo.js";

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const { url, callbacksPort, close } = await startDemo(config);
  process.stdout.write(
    `\n  A phone is waiting in the browser: ${url}\n  Press Enter there to call the bot. Ctrl+C here stops it.\n\n`,
  );
  if (config.publicUrl !== undefined)
    process.stdout.write(`  ${config.publicUrl} has to lead to port ${callbacksPort} of this machine.\n\n`);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => {
      void close().then(() => process.exit(0));
    });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`\n  The demo does not start: ${error instanceof Error ? error.message : String(error)}\n\n`);
  // What did start ends with it.
  process.exit(1);
});
