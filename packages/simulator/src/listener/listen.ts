import { createServer as createHttpServer, type Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createAdaptorServer, type Http2Bindings, type HttpBindings } from "@hono/node-server";

/** A listening server. */
export interface Listener {
  readonly port: number;
  close(): Promise<void>;
}

type Handle = (request: Request, env: HttpBindings | Http2Bindings) => Response | Promise<Response>;

/** Listens for http and for https; for neither if one of the ports is taken. */
export async function listenBoth(
  handle: Handle,
  ports: { readonly port?: number; readonly httpsPort?: number },
  tls: { readonly key: string; readonly certificate: string },
): Promise<{ readonly http: Listener; readonly https: Listener }> {
  const http = await listen(handle, ports.port ?? 0);
  try {
    return { http, https: await listen(handle, ports.httpsPort ?? 0, tls) };
  } catch (error) {
    await http.close();
    throw error;
  }
}

/** Listens on the loopback interface, over TLS when given a key. Port 0 takes a free one. */
async function listen(
  handle: Handle,
  port: number,
  tls?: { readonly key: string; readonly certificate: string },
): Promise<Listener> {
  const options = { fetch: handle, hostname: "127.0.0.1" };
  const server = tls
    ? createAdaptorServer({
        ...options,
        createServer: createHttpsServer,
        serverOptions: { key: tls.key, cert: tls.certificate },
      })
    : createAdaptorServer({ ...options, createServer: createHttpServer });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new Error(
              `Port ${port} is taken by another program. Stop it, or start the simulator on another port (0: any free one).`,
            )
          : error,
      ),
    );
    server.listen(port, "127.0.0.1", resolve);
  });
  return { port: portOf(server.address()), close: () => closeServer(server) };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("the server listens on no port");
  return address.port;
}

async function closeServer(server: { close(done: () => void): unknown }): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  if ("closeAllConnections" in server) (server as Pick<Server, "closeAllConnections">).closeAllConnections();
  await closed;
}
