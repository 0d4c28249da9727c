export { type Api, type ApiRequest, startApi } from "./api.js";
export { type EventQueue, type EventQueueOptions, eventQueue } from "./event-queue.js";
export { onceEach } from "./once-each.js";
