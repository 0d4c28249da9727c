import type { CallActor } from "../actor/call-actor.js";
import { deferred } from "../base/once.js";
import { createOperation, type Operation, type OperationControls } from "../interface/operation.js";

/** Work that takes its turn on the media lane of a call. */
export interface LaneWork<T> {
  readonly signal: AbortSignal | undefined;
  /** @param dropped whether the bot has stopped all media meanwhile. */
  readonly work: (controls: OperationControls<T>, dropped: () => boolean) => Promise<void>;
  /** Stops it once it has begun. */
  readonly stop: () => Promise<void>;
  /** Says what becomes of it when it is given up before it began. */
  readonly never: (controls: OperationControls<T>) => void;
  /** It has no end of its own, and is stopped as soon as something else waits. */
  readonly givesWay?: boolean;
}

/** Does work when everything before it on the lane is over. Given up before that, it never begins, and is over at once. */
export function onLane<T>(actor: CallActor, id: string, plan: LaneWork<T>): Operation<T> {
  const { signal } = plan;
  const stuck = deferred<never>();
  let begun = false;
  let dropped = false;
  let giveUp = () => {};
  const drop = () => {
    dropped = true;
    if (!begun) giveUp();
  };
  const cancel = async () => {
    drop();
    if (begun) await plan.stop();
  };
  // One that cannot be stopped would hold the lane for ever: it fails instead, and the provider is left to say what it makes of the next.
  const giveWay = plan.givesWay ? { giveWay: () => cancel().catch(stuck.reject) } : {};
  const work = (controls: OperationControls<T>) => {
    const abort = () => {
      dropped = true;
      controls.fail(signal?.reason);
    };
    signal?.addEventListener("abort", abort, { once: true });
    giveUp = () => {
      signal?.removeEventListener("abort", abort);
      plan.never(controls);
    };
    const turn = async () => {
      signal?.removeEventListener("abort", abort);
      if (dropped) return;
      begun = true;
      await Promise.race([plan.work(controls, () => dropped), stuck.promise]);
    };
    return actor.lane.run(turn, { drop, ...giveWay });
  };
  return createOperation<T>(id, work, cancel);
}
