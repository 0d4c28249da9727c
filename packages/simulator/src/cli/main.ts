#!/usr/bin/env node
import type { Simulator } from "../control/simulator.js";
import { builtPage, startSimulator } from "../simulator/start-simulator.js";
import { botsOf, help, readArguments } from "./arguments.js";

async function main(): Promise<void> {
  const options = readArguments(process.argv.slice(2));
  if (options.help) {
    console.log(help);
    return;
  }
  const simulator = await startSimulator({
    port: options.port,
    httpsPort: options["https-port"],
    seed: options.seed,
    ...(options.media === undefined ? {} : { media: options.media }),
    bots: botsOf(options),
    people: [
      { id: "caller", displayName: "Caller", party: "+14255550101" },
      { id: "friend", displayName: "Friend", party: "+14255550102" },
    ],
  });
  console.log(banner(simulator));
  const stop = (): void => {
    void simulator.close().then(() => process.exit(0));
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

function banner(simulator: Simulator): string {
  const bots = simulator.engine.population.bots().map((bot) => {
    const address = bot.addresses.find(({ kind }) => kind === "phone") ?? bot.addresses[0];
    return `  ${bot.displayName}: ${address.kind === "phone" ? address.number : address.id} → ${bot.webhookUrl}`;
  });
  return [
    ...(builtPage() === undefined ? [] : [`phone    ${simulator.url}/`]),
    `http     ${simulator.url}`,
    `https    ${simulator.httpsUrl}   (authority: ${simulator.url}/_sim/ca.pem)`,
    `state    ${simulator.url}/_sim/state   settings: ${simulator.url}/_sim/settings`,
    `ACS      ${simulator.acs.connectionString}`,
    `         resource id ${simulator.acs.resourceId}, Event Grid secret ${simulator.acs.eventGrid.secret}`,
    `Graph    ${simulator.graph.baseUrl}   app id ${simulator.graph.appId}, client secret ${simulator.graph.clientSecret}`,
    `         tenant ${simulator.graph.tenantId}, tokens ${simulator.graph.authority}/{tenant}/oauth2/v2.0/token`,
    bots.length > 0
      ? `bots\n${bots.join("\n")}`
      : "bots     none yet: --bot http://localhost:3000/calls, or POST /_sim/bots",
    `call it  curl -X POST ${simulator.url}/_sim/people/caller/dial -d '{"to":"+14255550100"}'`,
  ].join("\n");
}

main().catch((error: unknown) => {
  console.error(`trunkline-simulator: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
