import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { sign } from "./signature.js";

export const account = { accountSid: "AC0123", authToken: "the account's secret" };

/** What the API was asked: to begin a call, or to change the one that the path names. */
export interface Asked {
  readonly path: string;
  /** The call's. */
  readonly sid: string;
  readonly form: URLSearchParams;
}

/** A stand-in for the telephone API: checks credentials, records requests, and sends the callbacks that the test asks for. */
export interface RentedLineCloud extends AsyncDisposable {
  readonly baseUrl: string;
  /** What it was asked, oldest first. */
  readonly requests: readonly Asked[];
  /** Called for every request that is carried out. */
  readonly listeners: ((asked: Asked) => void)[];
  /** How the next request fails: by a status, or by a connection that breaks once it was carried out. */
  fault: number | "lost" | undefined;
  /** Sends a callback, signed unless another signature is given. @returns the status that the bot answered. */
  callBack(url: string, form: Readonly<Record<string, string>>, signature?: string): Promise<number>;
}

/** Starts it. `deliver` takes its callbacks. */
export async function rentedLineCloud(deliver: (request: Request) => Promise<Response>): Promise<RentedLineCloud> {
  const requests: Asked[] = [];
  const listeners: RentedLineCloud["listeners"] = [];
  let fault: RentedLineCloud["fault"];
  const server = createServer(async (request, response) => {
    const asked = await read(request, requests);
    const status = isOurs(request) ? 201 : 401;
    const failing = fault;
    fault = undefined;
    requests.push(asked);
    if (failing === "lost") request.socket.destroy();
    else response.writeHead(failing ?? status).end(JSON.stringify({ sid: asked.sid }));
    if (status === 201 && typeof failing !== "number") for (const listener of listeners) listener(asked);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    requests,
    listeners,
    get fault() {
      return fault;
    },
    set fault(next) {
      fault = next;
    },
    callBack: async (url, form, signature) => (await deliver(letter(url, form, signature))).status,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** A callback about a call: the first one, where the form does not name another. */
export function letter(url: string, form: Readonly<Record<string, string>>, signature?: string): Request {
  const body = new URLSearchParams({ CallSid: "CA0001", ...form });
  const headers = { "x-rented-line-signature": signature ?? sign(account.authToken, url, body) };
  return new Request(url, { method: "POST", body, headers });
}

async function read(request: IncomingMessage, before: readonly Asked[]): Promise<Asked> {
  const path = request.url ?? "";
  const begun = before.filter((earlier) => earlier.path.endsWith("/Calls.json")).length;
  const sid = /\/Calls\/(\w+)\.json$/.exec(path)?.[1] ?? `CA${String(begun + 1).padStart(4, "0")}`;
  return { path, sid, form: new URLSearchParams(await text(request)) };
}

function isOurs({ headers }: IncomingMessage): boolean {
  const { accountSid, authToken } = account;
  return headers.authorization === `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
}
