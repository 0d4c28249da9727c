import { basename } from "node:path";
import { manualClock, type PersonOptions, type Simulator, startSimulator } from "@trunkline/simulator";
import { type ConfiguredCalling, callingFromConfig, type StandardSchema } from "trunkline";

/** Every example runs on both, with the same words. */
export const providers = ["acs", "graph"] as const;
export type Provider = (typeof providers)[number];

/** The bot's own number. */
export const botNumber = "+14255550100";

/** A bot, the simulated cloud and the people who use it, on one clock that the test moves. */
export interface Stage<D = unknown> extends AsyncDisposable {
  readonly calling: ConfiguredCalling<D>;
  readonly simulator: Simulator;
  /** What a person has heard so far, oldest first: prompts by their file's name, tones as `key 5`, and the sounds of the line. */
  heard(personId: string): readonly string[];
}

/** Starts them. The only thing that differs from a bot on a real cloud is where its options come from. */
export async function stage<D = unknown>(
  provider: Provider,
  people: readonly PersonOptions[],
  data?: StandardSchema<D>,
): Promise<Stage<D>> {
  const clock = manualClock();
  const simulator = await startSimulator({ clock, people });
  const heard = listen(simulator);
  const url = "https://bot.example.com/calls";
  await simulator.registerBot({ cloud: provider, webhookUrl: url, number: botNumber });
  const calling = await callingFromConfig<D>({
    provider,
    acs: { ...simulator.acs, clock },
    graph: { ...simulator.graph, clock },
    url,
    clock,
    logger: false,
    ...(data === undefined ? {} : { data }),
  });
  simulator.deliver = (request) => calling.handle(request);
  return {
    calling,
    simulator,
    heard,
    async [Symbol.asyncDispose]() {
      await calling.close({ drainMs: 0 });
      await simulator.close();
    },
  };
}

/** Writes down what people hear. */
export function listen(simulator: Simulator): Stage["heard"] {
  const heard = new Map<string, string[]>();
  simulator.subscribe((message) => {
    if (message.type !== "heard" || message.sound.kind === "silence") return;
    const { kind, title = "", tone } = message.sound;
    const sounds = heard.get(message.personId) ?? [];
    heard.set(message.personId, sounds);
    if (kind === "prompt") sounds.push(basename(title));
    else sounds.push(kind === "tone" ? `key ${tone}` : kind);
  });
  return (personId) => heard.get(personId) ?? [];
}
