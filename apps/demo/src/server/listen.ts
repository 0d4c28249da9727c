import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Where the demo's page is unless `PORT` says otherwise. */
const USUAL_PORT = 3000;

/**
 * Listens, and yields the port. Without a wish it is the usual one, or a free one when another program has that: the
 * address is printed in any case.
 * @throws Error when the port that was asked for is taken.
 */
export async function listen(server: Server, wish: number | undefined, host: string | undefined): Promise<number> {
  for (const port of wish === undefined ? [USUAL_PORT, 0] : [wish]) {
    if (await isTaken(server, port, host)) continue;
    return (server.address() as AddressInfo).port;
  }
  throw new Error(`Port ${wish} is taken by another program. Set PORT to another one, or to 0 for any that is free.`);
}

async function isTaken(server: Server, port: number, host: string | undefined): Promise<boolean> {
  server.listen(port, host);
  try {
    await once(server, "listening");
    return false;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") return true;
    throw error;
  }
}
