import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Where something is to listen. */
export interface Place {
  /** The port that was asked for, and the variable that asked. */
  readonly wish: number | undefined;
  readonly variable: string;
  /** Where it listens without a wish, unless another program does. */
  readonly usual: number;
  /** The interface; `undefined`: every one. */
  readonly host: string | undefined;
}

/**
 * Listens, and yields the port. Without a wish it is the usual one, or a free one when another program has that: the
 * address is printed in any case.
 * @throws Error when the port that was asked for is taken.
 */
export async function listen(server: Server, { wish, variable, usual, host }: Place): Promise<number> {
  for (const port of wish === undefined ? [usual, 0] : [wish]) {
    if (await isTaken(server, port, host)) continue;
    return (server.address() as AddressInfo).port;
  }
  throw new Error(
    `Port ${wish} is taken by another program. Set ${variable} to another one, or to 0 for any that is free.`,
  );
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
