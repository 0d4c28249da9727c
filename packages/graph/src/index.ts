export { trunklineAdapter } from "./adapter-package.js";
export type { GraphClient } from "./client/graph-client.js";
export { inTenant } from "./client/middleware.js";
export { graph } from "./graph.js";
export { type MeetingLink, parseJoinUrl } from "./kit/join-url.js";
export type { GraphOptions } from "./options/options.js";
export { applicationInstance, communicationServicesUser } from "./parties/own-parties.js";
