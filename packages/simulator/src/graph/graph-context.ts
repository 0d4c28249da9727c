import type { BotRegistration } from "../registration.js";
import type { WireContext } from "../wire.js";
import type { BehaviorControl } from "./behavior.js";
import type { CallStore } from "./calls/call-store.js";

/** What every part of this wire works with. */
export interface GraphContext extends WireContext {
  readonly behavior: BehaviorControl;
  readonly calls: CallStore;
  /** How bots registered, by bot id. */
  readonly registrations: Map<string, BotRegistration>;
}
