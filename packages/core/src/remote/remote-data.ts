import type { Runtime } from "../actor/runtime.js";
import { leftAlone } from "../events/left-alone.js";
import type { CallData } from "../interface/call-data.js";
import { encodeData } from "../record/call-data-codec.js";
import type { CallRecord } from "../record/call-record.js";
import { type RemoteTarget, sendCommand } from "./send-command.js";

const timeoutMs = 30_000;

/** The bot's data of a call that another instance holds: written there, and only over what the writer has seen. */
export function remoteData(
  runtime: Runtime,
  target: RemoteTarget,
  current: () => Promise<CallRecord>,
): CallData<unknown> {
  const write = async (change: (before: unknown) => unknown): Promise<unknown> => {
    for (;;) {
      const seen = (await current()).data ?? null;
      const value = encodeData({ runtime }, change(seen ?? undefined));
      const written = await sendCommand(runtime, target, "data", () => ({ verb: "setData", value, seen }), {
        timeoutMs,
        signal: undefined,
        yield: (outcome) => outcome === true,
        ended: () => undefined,
      });
      if (written) return value;
    }
  };
  const data = async () => (await current()).data;
  const set = async (value: unknown) => void (await write(() => value));
  return {
    get: () => leftAlone(runtime, data()),
    set: (value) => leftAlone(runtime, set(value)),
    update: (change) => leftAlone(runtime, write(change)),
  };
}
