import type { CallActor } from "../actor/call-actor.js";
import type { Json } from "../base/json.js";
import { leftAlone } from "../events/left-alone.js";
import type { Reporting } from "../events/report-error.js";
import type { CallData } from "../interface/call.js";
import { createOperation, type Operation } from "../interface/operation.js";
import type { Task } from "../operations/call-verb.js";
import type { CallRecord } from "../record/call-record.js";
import { encodeData } from "../record/record-codec.js";
import { type CommandPorts, type RemoteTarget, sendCommand } from "./send-command.js";

/** A call that another instance holds, and how it stands. */
interface DataTarget extends RemoteTarget {
  readonly instance: CommandPorts & Reporting;
  current(): Promise<CallRecord>;
}

/** The bot's data of a call that another instance holds: written there, and only over what the writer has seen. */
export function remoteData(call: DataTarget): CallData<unknown> {
  const { instance } = call;
  const write = async (change: (before: unknown) => unknown): Promise<unknown> => {
    for (;;) {
      const seen = (await call.current()).data ?? null;
      const value = encodeData(instance.settings.data, change(structuredClone(seen) ?? undefined));
      const written = await sendCommand(call, writeData, { id: instance.newId(), input: { value, seen }, options: {} });
      if (written) return value;
    }
  };
  const data = async () => structuredClone((await call.current()).data);
  const set = async (value: unknown) => void (await write(() => value));
  return {
    get: () => leftAlone(instance, data()),
    set: (value) => leftAlone(instance, set(value)),
    update: (change) => leftAlone(instance, write(change)),
  };
}

interface DataInput {
  readonly value: Json;
  readonly seen: Json;
}

/** Writes the bot's data, if it still is what the writer has seen. Yields whether it was. */
export const writeData = {
  name: "data",
  check: () => {},
  perform: (actor: CallActor, { id, input: { value, seen } }: Task<DataInput>): Operation<boolean> =>
    createOperation(
      id,
      async (controls) => {
        let written = false;
        await actor.apply((turn) => {
          written = JSON.stringify(turn.record.data ?? null) === JSON.stringify(seen);
          if (written) turn.set({ data: value });
        });
        controls.complete(written);
      },
      async () => {},
    ),
  readResult: (value: Json) => value === true,
  elsewhere: { patienceMs: 30_000 },
};
