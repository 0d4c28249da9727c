import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import type { DemoConfig } from "../config.js";

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

/** Two servers: what steers the demo is never where a cloud gets to. */
export function placesOf({ publicUrl, port, pagePort }: DemoConfig): {
  readonly panel: Place;
  readonly outside: Place;
} {
  const here = { host: "127.0.0.1" };
  const page = { variable: "PORT", usual: 3000, ...here };
  if (publicUrl === undefined)
    return { panel: { ...page, wish: port }, outside: { ...here, variable: "", usual: 0, wish: undefined } };
  return {
    panel: { ...here, variable: "PAGE_PORT", usual: 3001, wish: pagePort },
    outside: { ...page, host: undefined, wish: port },
  };
}

/** A server, and what it answers by once that is there. */
interface Door {
  readonly port: number;
  app: Hono | undefined;
  close(): void;
}

export async function openDoor(place: Place): Promise<Door> {
  const listener = getRequestListener(
    (request) => door.app?.fetch(request) ?? new Response("starting\n", { status: 503 }),
  );
  const server = createServer(listener);
  const door: Door = {
    port: await listen(server, place),
    app: undefined,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return door;
}
