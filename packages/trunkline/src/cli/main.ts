#!/usr/bin/env node
import { CallingError } from "@trunkline/core";
import { checkConfiguration } from "./check-configuration.js";

const help = `trunkline <command>

  simulator [options]   starts both clouds on this machine, with a softphone page (--help for its options)
  check                 reads the configuration from the environment and says what is wrong, and what the chosen provider can do
  help                  this text
`;

async function main(args: readonly string[]): Promise<void> {
  const [command = "help"] = args;
  switch (command) {
    case "simulator":
      // The simulator's command parses the remaining arguments.
      process.argv.splice(2, 1);
      await import("@trunkline/simulator/cli");
      return;
    case "check": {
      const { ok, text } = await checkConfiguration(process.env);
      process.stdout.write(text);
      process.exitCode = ok ? 0 : 1;
      return;
    }
    case "help":
    case "--help":
      process.stdout.write(help);
      return;
    default:
      process.stderr.write(`trunkline: there is no command "${command}"\n\n${help}`);
      process.exitCode = 1;
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(
    `trunkline: ${CallingError.is(error) || error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
});
