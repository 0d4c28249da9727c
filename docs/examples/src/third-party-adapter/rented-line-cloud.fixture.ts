import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { sign } from "./signature.js";

export const account = { accountSid: "AC0123", authToken: "the account's secret" };

/** The telephone API on this machine: checks who asks, keeps what it was asked, and calls back as it is told to. */
export interface RentedLineCloud extends AsyncDisposable {
  readonly baseUrl: string;
  /** What it was asked, oldest first. */
  readonly requests: readonly { readonly path: string; readonly form: URLSearchParams }[];
  /** Sends a callback, signed unless another signature is given. @returns the status that the bot answered. */
  callBack(url: string, form: Readonly<Record<string, string>>, signature?: string): Promise<number>;
}

/** Starts it. `deliver` takes its callbacks. */
export async function rentedLineCloud(deliver: (request: Request) => Promise<Response>): Promise<RentedLineCloud> {
  const requests: { path: string; form: URLSearchParams }[] = [];
  const answer = async (request: IncomingMessage): Promise<[number, unknown]> => {
    const wanted = Buffer.from(`${account.accountSid}:${account.authToken}`).toString("base64");
    if (request.headers.authorization !== `Basic ${wanted}`) return [401, { message: "who are you?" }];
    requests.push({ path: request.url ?? "", form: new URLSearchParams(await text(request)) });
    return [201, { sid: "CA0001" }];
  };
  const server = createServer((request, response) => {
    answer(request).then(([status, body]) => response.writeHead(status).end(JSON.stringify(body)));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    requests,
    async callBack(url, fields, signature) {
      const body = new URLSearchParams({ CallSid: "CA0001", ...fields });
      const headers = { "x-rented-line-signature": signature ?? sign(account.authToken, url, body) };
      return (await deliver(new Request(url, { method: "POST", body, headers }))).status;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
