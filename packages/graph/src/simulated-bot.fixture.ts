import { type Calling, createCalling } from "@trunkline/core";
import {
  type BotRegistration,
  manualClock,
  type PersonHandle,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "@trunkline/simulator";
import { graph } from "./graph.js";
import type { GraphOptions } from "./options/options.js";

export const botNumber = "+18005550100";
export const adaNumber = "+14255550123";
export const bobId = "98da8a1a-1b87-452c-a713-65d3f10b1253";
export const botUrl = "https://bot.example.com/calls";

/** How the simulated cloud differs from the documented form. */
export type Behavior = NonNullable<SimulatorOptions["graphBehavior"]>;

/** A bot on the real core, the simulated cloud, two telephones, and one clock for all. */
export interface SimulatedBot extends AsyncDisposable {
  readonly simulator: Simulator;
  readonly calling: Calling<ReturnType<typeof graph>>;
  readonly ada: PersonHandle;
  readonly bob: PersonHandle;
  /** The types of all events, and why calls ended. */
  readonly seen: string[];
}

export async function startSimulatedBot(
  over: {
    readonly registration?: Partial<BotRegistration>;
    readonly behavior?: Behavior;
    readonly options?: Partial<GraphOptions>;
    readonly overHttps?: boolean;
  } = {},
): Promise<SimulatedBot> {
  const clock = manualClock();
  const simulator = await startSimulator({
    clock,
    people: [
      { id: "ada", party: adaNumber },
      { id: "bob", displayName: "Bob", party: { kind: "user", id: bobId }, reaction: { kind: "answer" } },
    ],
    ...(over.behavior ? { graphBehavior: over.behavior } : {}),
  });
  await simulator.registerBot({
    cloud: "graph",
    webhookUrl: botUrl,
    number: botNumber,
    application: simulator.graph.appId,
    ...over.registration,
  });
  const secure = over.overHttps ? overHttps(simulator) : {};
  const calling = createCalling({
    adapter: graph({ ...simulator.graph, ...secure, ...over.options, clock }),
    url: botUrl,
    clock,
    logger: false,
  });
  simulator.deliver = (request) => calling.handle(request);
  const seen: string[] = [];
  calling.on("*", (event) => void seen.push(event.type === "call-ended" ? `ended: ${event.reason.kind}` : event.type));
  return {
    simulator,
    calling,
    seen,
    ada: simulator.person("ada"),
    bob: simulator.person("bob"),
    async [Symbol.asyncDispose]() {
      await calling.close({ drainMs: 0 });
      await simulator.close();
    },
  };
}

function overHttps({ url, httpsUrl, caCertificate, graph: { openIdConfigurationUrl } }: Simulator) {
  return {
    baseUrl: httpsUrl,
    authority: httpsUrl,
    openIdConfigurationUrl: openIdConfigurationUrl.replace(url, httpsUrl),
    ca: caCertificate,
  };
}
