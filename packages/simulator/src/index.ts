export type * from "./control/protocol.js";
export type { Clock } from "./engine/clock.js";
export { type ManualClock, manualClock } from "./engine/manual-clock.js";
export type { Party } from "./engine/party.js";
export type { BotRegistration } from "./registration.js";
export type { AcsSettings, GraphSettings } from "./settings.js";
