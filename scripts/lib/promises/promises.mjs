import { endpoint } from "./endpoint.mjs";
import { events } from "./events.mjs";
import { instances } from "./instances.mjs";
import { operations } from "./operations.mjs";
import { redisAway } from "./redis-away.mjs";
import { secrets } from "./secrets.mjs";
import { state } from "./state.mjs";
import { worlds } from "./worlds.mjs";

/** Everything that Trunkline promises, in the order of the page. */
export const promises = [events, state, operations, instances, redisAway, secrets, endpoint, worlds];
