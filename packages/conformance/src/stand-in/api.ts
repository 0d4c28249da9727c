import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A provider's API on this machine. */
export interface Api extends AsyncDisposable {
  /** `http://127.0.0.1:<port>`: what the adapter under test takes for the provider's address. */
  readonly baseUrl: string;
  /** What was asked, oldest first. */
  readonly requests: readonly ApiRequest[];
  /** How the next request ends: with this answer, and it is not carried out; or carried out, and its answer is `lost`. */
  failNext(how: Response | "lost"): void;
}

/** One request, as it arrived. */
export interface ApiRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly body: string;
}

/**
 * Serves a provider's API over HTTP.
 * @param answer carries a request out. Where it throws, the request is answered with 500 and the error's message.
 */
export async function startApi(answer: (request: Request) => Response | Promise<Response>): Promise<Api> {
  const requests: ApiRequest[] = [];
  let failing: Response | "lost" | undefined;
  const server = createServer(async (incoming, outgoing) => {
    const asked = { method: incoming.method ?? "GET", path: incoming.url ?? "/", body: await text(incoming) };
    requests.push(asked);
    const fails = failing;
    failing = undefined;
    if (fails instanceof Response) return send(outgoing, fails);
    const response = await answered(answer, requestOf(incoming, asked));
    if (fails === "lost") incoming.socket.destroy();
    else await send(outgoing, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    failNext(how) {
      failing = how;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function requestOf({ headers }: IncomingMessage, { method, path, body }: ApiRequest): Request {
  const pairs = Object.entries(headers).map(([name, value = ""]): [string, string] => [name, String(value)]);
  const init = { method, headers: pairs, ...(body === "" ? {} : { body }) };
  return new Request(new URL(path, `http://${headers.host}`), init);
}

async function answered(answer: Parameters<typeof startApi>[0], request: Request): Promise<Response> {
  try {
    return await answer(request);
  } catch (error) {
    return new Response(error instanceof Error ? error.message : String(error), { status: 500 });
  }
}

async function send(outgoing: ServerResponse, response: Response): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
}
