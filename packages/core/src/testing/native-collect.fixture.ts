import type { Adapter } from "../adapter/adapter.js";
import type { CollectSignal } from "../adapter/signal.js";
import type { Tone } from "../words/tone.js";
import { collecting, connectedWorld, type Loopback } from "./loopback.fixture.js";

type Change = Parameters<typeof collecting>[2];

/** A call on a provider that collects keys itself, and reports them in its own time. */
export async function collectingWorld(
  verb?: Change,
  change: (adapter: Adapter) => Adapter = (adapter) => adapter,
  options: Parameters<typeof connectedWorld>[0] = {},
) {
  const adapted = (adapter: Adapter, wire: Loopback) => change(collecting(adapter, wire, verb));
  const there = await connectedWorld({ ...options, adapted });
  const { wire, tell } = there;
  return {
    ...there,
    /** The provider reports the keys of its last collection. */
    async report(tones: string, more: Partial<CollectSignal> = {}) {
      const { operationId } = wire.last("collectDtmf").context;
      await tell({ kind: "collected", id: `operation:${operationId}`, operationId, tones: keys(tones), ...more });
    },
    sent: () => wire.sent.map(({ verb: name }) => name).filter((name) => name !== "create"),
  };
}

const keys = (tones: string) => [...tones] as Tone[];

/** A provider that reports no single keys, or reports them always. */
export function reporting(how: "never" | "always") {
  return ({ verbs: { subscribeDtmf: _, ...verbs }, observations, ...adapter }: Adapter): Adapter => ({
    ...adapter,
    verbs,
    observations: { ...observations, keysAlways: how === "always" },
  });
}
