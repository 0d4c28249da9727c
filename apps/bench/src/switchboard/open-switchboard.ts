import type { AnyAdapter, Calling } from "@trunkline/core";
import { type ManualClock, type Simulator, startSimulator } from "@trunkline/simulator";
import { callingFromConfig } from "trunkline";
import type { CloudName } from "../wire/cloud-name.js";
import { identity } from "../wire/identity.js";

/** A simulated cloud with a bot and so many people. */
export interface Switchboard extends AsyncDisposable {
  readonly simulator: Simulator;
  readonly calling: Calling<AnyAdapter>;
  readonly people: readonly string[];
}

/** Opens one. With a manual clock callbacks are handed over within the process; without, the bot is called back at `url`. */
export async function openSwitchboard(
  cloud: CloudName,
  count: number,
  { clock, url }: { readonly clock?: ManualClock; readonly url: string },
): Promise<Switchboard> {
  const people = Array.from({ length: count }, (_, index) => ({
    id: `caller-${index}`,
    party: { kind: "phone", number: `+1425557${String(index).padStart(4, "0")}` } as const,
  }));
  const timed = clock === undefined ? {} : { clock };
  const simulator = await startSimulator({ people, ...timed });
  await simulator.registerBot({ cloud, webhookUrl: url, number: identity.botNumber });
  const calling = await callingFromConfig({
    provider: cloud,
    acs: { ...simulator.acs, ...timed },
    graph: { ...simulator.graph, ...timed },
    url,
    logger: false,
    ...timed,
  });
  if (clock !== undefined) simulator.deliver = (request) => calling.handle(request);
  return {
    simulator,
    calling,
    people: people.map(({ id }) => id),
    async [Symbol.asyncDispose]() {
      await calling.close({ drainMs: 0 });
      await simulator.close();
    },
  };
}
