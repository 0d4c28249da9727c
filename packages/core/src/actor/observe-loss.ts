import { partiesOf } from "../telemetry/telemetry.js";
import type { CallActor } from "./call-actor.js";

/** Another instance has taken over a call that this one still held. */
export function observeLoss({ runtime, record, ref }: CallActor): void {
  const { telemetry } = runtime;
  telemetry.measure("lost", 1, { "trunkline.provider": record.provider });
  telemetry.log("callLost", { callRef: ref, ...partiesOf(telemetry, record) });
}
