import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { JsonObject } from "@trunkline/core";
import { account, type Carrier } from "./carrier.fixture.js";
import { begin, carryOut, fieldsSchema, Refused } from "./commands.fixture.js";

/** How long a command is known again, ms. */
const remembersMs = 60_000;

/** The carrier's API over HTTP. */
export interface Api extends AsyncDisposable {
  readonly baseUrl: string;
  /** What it was asked, oldest first: `POST /c-1/play`, with the body. */
  readonly requests: readonly { readonly what: string; readonly body: string }[];
  /** How the next request fails: by a status, or by a connection that breaks once it was carried out. */
  failNext(how: number | "lost"): void;
}

/** Starts the carrier's API on this machine. */
export async function startApi(carrier: Carrier): Promise<Api> {
  const requests: { what: string; body: string }[] = [];
  const done = new Map<string, { readonly at: number; readonly answer: JsonObject }>();
  let failing: number | "lost" | undefined;
  const answerTo = ({ method = "", url = "", headers }: IncomingMessage, body: string): JsonObject => {
    if (headers.authorization !== `Bearer ${account.apiKey}`) throw new Refused(401, "wrong_key");
    const [, id = "", command = ""] = /\/calls(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(url) ?? [];
    if (method === "GET") return { alive: carrier.lines.get(id)?.state !== "over" && carrier.lines.has(id) };
    const fields = fieldsSchema.parse(JSON.parse(body));
    const before = done.get(fields.command_id);
    if (before && carrier.clock.now() - before.at < remembersMs) return before.answer;
    const answer = command === "" ? begin(carrier, fields) : carryOut(carrier, id, command, fields);
    done.set(fields.command_id, { at: carrier.clock.now(), answer });
    return answer;
  };
  const server = createServer(async (request, response) => {
    const body = await text(request);
    requests.push({ what: `${request.method} ${request.url?.replace(/^.*\/calls/, "")}`, body });
    const fails = failing;
    failing = undefined;
    try {
      if (typeof fails === "number") throw new Refused(fails, "as_told");
      const answer = answerTo(request, body);
      if (fails === "lost") request.socket.destroy();
      else reply(response, 200, answer);
    } catch (error) {
      const [status, code] = error instanceof Refused ? [error.status, error.message] : [400, String(error)];
      reply(response, status, { error: code, message: `refused: ${code}` });
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${address.port}`,
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

function reply(response: ServerResponse, status: number, body: JsonObject): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
