export type { GraphClient } from "./client/graph-client.js";
export { inTenant } from "./client/request-options.js";
export { graph } from "./graph.js";
export { type MeetingLink, parseJoinUrl } from "./meetings/parse-join-url.js";
export type { GraphOptions } from "./options.js";
export { applicationInstance, communicationServicesUser } from "./parties/graph-parties.js";
