import { Client, GraphError } from "@microsoft/microsoft-graph-client";
import { Agent, getGlobalDispatcher, setGlobalDispatcher } from "undici";
import type { WireEntry } from "../delivery/wire-log.js";
import { witness } from "../wire/seen.fixture.js";
import { callingSegments, matchPath } from "./api/address.js";
import { graphOperations, notSimulatedBecause } from "./api/operations.js";
import type { GraphStage } from "./graph-stage.fixture.js";

/** The official client over https, unmodified. `close` also closes the stage. */
export function officialClient(stage: GraphStage): { readonly client: Client; close(): Promise<void> } {
  const systemAuthorities = getGlobalDispatcher();
  // What NODE_EXTRA_CA_CERTS does for a whole process.
  const agent = new Agent({ connect: { ca: stage.simulator.caCertificate } });
  setGlobalDispatcher(agent);
  // As its documentation says; only the host is the simulator's.
  const client = Client.initWithMiddleware({
    baseUrl: stage.simulator.httpsUrl,
    customHosts: new Set(["localhost"]),
    authProvider: { getAccessToken: () => stage.token() },
  });
  return {
    client,
    async close() {
      noteRequests(stage.simulator.log());
      setGlobalDispatcher(systemAuthorities);
      await agent.close();
      await stage.simulator.close();
    },
  };
}

/** Notes what the client asked for in a test, and what came of it. Other requests have not its header. */
function noteRequests(log: readonly WireEntry[]): void {
  const note = witness();
  for (const { direction, method, url, requestHeaders, responseBody = "", status = 0 } of log) {
    if (direction !== "from-bot" || !requestHeaders.sdkversion?.startsWith("graph-js/")) continue;
    const segments = callingSegments(new URL(url).pathname.replace(/^\/[^/]+/, ""));
    const known = graphOperations.filter((operation) => operation.method === method);
    const name = segments && matchPath(segments, known)?.pattern.name;
    if (name === undefined) continue;
    const seen = { api: "Graph", operation: name } as const;
    if (status < 300) note({ ...seen, outcome: "served" });
    else if (status !== 501) note({ ...seen, outcome: "refused", reason: responseBody });
    else note({ ...seen, outcome: "not simulated", reason: notSimulatedBecause[name] ?? responseBody });
  }
}

/** The error of a request that is refused. */
export async function refusal(request: Promise<unknown>): Promise<GraphError> {
  const error = await request.catch((reason: unknown) => reason);
  if (error instanceof GraphError) return error;
  throw new Error("the request was not refused");
}
