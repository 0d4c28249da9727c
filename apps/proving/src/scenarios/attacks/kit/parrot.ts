import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";

/** A cloud that refuses every request, and repeats the whole request in its error. */
export interface Parrot extends AsyncDisposable {
  readonly url: string;
  /** Answers with this status from now on. */
  status: number;
  /** The requests, complete. */
  readonly received: readonly string[];
}

/** The token that it grants. */
export const parrotToken = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJwYXJyb3QifQ.c2lnbmVk";

export async function startParrot(options: { readonly grantsTokens: boolean }): Promise<Parrot> {
  const received: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    const whole = `${request.method} ${request.url} ${JSON.stringify(request.headers)} ${body}`;
    received.push(whole);
    response.setHeader("content-type", "application/json");
    if (options.grantsTokens && request.url?.includes("/oauth2/")) {
      return response.end(JSON.stringify({ access_token: parrotToken, token_type: "Bearer", expires_in: 3_600 }));
    }
    response.statusCode = self.status;
    const error = {
      code: "BadRequest",
      message: `Not with ${body} and ${request.headers.authorization}`,
      innererror: whole,
    };
    const denied = { error: "invalid_client", error_description: `Not with ${body}` };
    return response.end(JSON.stringify(request.url?.includes("/oauth2/") ? denied : { error }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The parrot has no port.");
  const self: Parrot = {
    url: `http://127.0.0.1:${address.port}`,
    status: 400,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return self;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
