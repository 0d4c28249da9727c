export type { CallAutomationClient } from "@azure/communication-call-automation";
export type { Secret } from "@trunkline/microsoft";
export { acs } from "./acs.js";
export { trunklineAdapter } from "./adapter-package.js";
export type { AcsOptions } from "./options/options.js";
export { communicationUser } from "./parties/own-parties.js";
