import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import type { DemoConfig } from "../config.js";

/** Where a server listens. */
export interface Place {
  /** The requested port, and the variable that requests it. */
  readonly wish: number | undefined;
  readonly variable: string;
  /** The default port, unless another program uses it. */
  readonly usual: number;
  /** The interface; `undefined`: all of them. */
  readonly host: string | undefined;
}

/**
 * Listens, and resolves to the port. Without a requested port it is the default one, or a free one if another program uses that: the
 * address is printed in any case.
 * @throws Error if the requested port is taken.
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

/** Two servers, so that a cloud never reaches what controls the demo. */
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

/** A server, and its handler, which is set later. */
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
