export type { AcsOptions } from "./options/options.js";
export type { Secret } from "./options/secret.js";
export { communicationUser } from "./parties/communication-user.js";
