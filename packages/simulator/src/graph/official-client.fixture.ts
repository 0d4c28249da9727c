import { Client, GraphError } from "@microsoft/microsoft-graph-client";
import { Agent, getGlobalDispatcher, setGlobalDispatcher } from "undici";
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
      setGlobalDispatcher(systemAuthorities);
      await agent.close();
      await stage.simulator.close();
    },
  };
}

/** The error of a request that is refused. */
export async function refusal(request: Promise<unknown>): Promise<GraphError> {
  const error = await request.catch((reason: unknown) => reason);
  if (error instanceof GraphError) return error;
  throw new Error("the request was not refused");
}
