import type { GraphRoute } from "../api/graph-route.js";
import { done } from "../api/reply.js";
import { watchKeepAlive } from "../calls/keep-alive.js";

/** Says that the bot is still there: 200 with nothing in it (documented). */
export const keepAlive: GraphRoute = {
  method: "POST",
  path: "calls/{call}/keepAlive",
  title: "keepAlive",
  handle(request, graph) {
    const call = graph.calls.of(request.principal, request.id("call"));
    watchKeepAlive(graph, call.id);
    return done;
  },
};
