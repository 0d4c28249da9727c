import { AsyncLocalStorage } from "node:async_hooks";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Calling } from "@trunkline/core";
import { nodeListener } from "trunkline/node";
import type { Failpoints } from "./failpoints.js";
import type { Journal } from "./journal.js";

/** The header with the balancer's number of a callback. */
export const numberHeader = "x-callback-number";

const current = new AsyncLocalStorage<number>();

/** The number of the callback that is being handled. */
export function callbackNumber(): number | undefined {
  return current.getStore();
}

/** Listens for callbacks, with failpoints before, during and after each. */
export async function listen(
  calling: Pick<Calling, "handle">,
  failpoints: Failpoints,
  journal: Journal,
): Promise<{ readonly server: Server; readonly port: number }> {
  const listener = nodeListener(calling);
  const server = createServer((request, response) => {
    const n = Number(request.headers[numberHeader] ?? 0);
    journal.write({ kind: "received", n });
    failpoints.at("callback", n, "received");
    response.on("finish", () => setImmediate(() => failpoints.at("callback", n, "answered")));
    void current.run(n, () => listener(request, response));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { server, port };
}
