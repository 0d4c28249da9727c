import type { CallHolder } from "../actor/call-holder.js";
import { leftAlone } from "../events/left-alone.js";
import type { CallData } from "../interface/call-data.js";
import { encodeData } from "../record/call-data-codec.js";

/** The bot's own record of a call. Written under the lease, so that two writers never mix. */
export function callData(holder: CallHolder): CallData<unknown> {
  const { runtime } = holder;
  return {
    // A copy: what the bot does to it is its own affair until it writes it back.
    get: async () => structuredClone(holder.record.data),
    set: (value) => leftAlone(runtime, set(holder, value), holder),
    update: (change) => leftAlone(runtime, update(holder, change), holder),
  };
}

async function set(holder: CallHolder, value: unknown): Promise<void> {
  const data = encodeData(holder, value);
  await holder.apply((turn) => turn.set({ data }));
}

async function update(holder: CallHolder, change: (before: unknown) => unknown): Promise<unknown> {
  let data: unknown;
  await holder.apply((turn) => {
    const next = encodeData(holder, change(structuredClone(turn.record.data)));
    turn.set({ data: next });
    data = next;
  });
  return data;
}
