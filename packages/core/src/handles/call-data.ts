import type { CallActor } from "../actor/call-actor.js";
import { leftAlone } from "../events/left-alone.js";
import type { CallData } from "../interface/call-data.js";
import { encodeData } from "../record/call-data-codec.js";

/** The bot's own record of a call. Written under the lease, so that two writers never mix. */
export function callData(actor: CallActor): CallData<unknown> {
  const { runtime } = actor;
  return {
    // A copy: what the bot does to it is its own affair until it writes it back.
    get: async () => structuredClone(actor.record.data),
    set: (value) => leftAlone(runtime, set(actor, value), actor),
    update: (change) => leftAlone(runtime, update(actor, change), actor),
  };
}

async function set(actor: CallActor, value: unknown): Promise<void> {
  const data = encodeData(actor, value);
  await actor.apply((turn) => turn.set({ data }));
}

async function update(actor: CallActor, change: (before: unknown) => unknown): Promise<unknown> {
  let data: unknown;
  await actor.apply((turn) => {
    const next = encodeData(actor, change(structuredClone(turn.record.data)));
    turn.set({ data: next });
    data = next;
  });
  return data;
}
