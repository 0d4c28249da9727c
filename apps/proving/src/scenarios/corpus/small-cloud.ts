import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";

/** An answer as a cloud gives it. */
export interface CloudAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Both clouds as far as a bot needs them to have a call of a given id: it grants tokens, begins calls and agrees to everything else. */
export interface SmallCloud extends AsyncDisposable {
  readonly origin: string;
  /** Where the last call's callbacks go. */
  callbackUrl(): string;
  /** What the next request with such an end of its path is answered. */
  answer(end: string, answer: CloudAnswer): void;
}

/** @param callId what every call is called that the bot begins here. */
export async function startSmallCloud(callId: string): Promise<SmallCloud> {
  const staged = new Map<string, CloudAnswer>();
  let callbackUrl = "";
  const server = createServer(async (request, response) => {
    const { method = "", url = "" } = request;
    const path = url.replace(/\?.*$/, "");
    callbackUrl = urlIn(await textOf(request)) ?? callbackUrl;
    const [end] = [...staged.keys()].filter((key) => path.endsWith(key));
    const { status, body } = (end !== undefined && staged.get(end)) || usual(`${method} ${path}`, callId);
    response
      .writeHead(status, { "content-type": "application/json" })
      .end(body === undefined ? undefined : JSON.stringify(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The cloud has no port.");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    callbackUrl: () => callbackUrl,
    answer: (end, answer) => void staged.set(end, answer),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** @param path the method and the path of a request. */
function usual(path: string, callId: string): CloudAnswer {
  if (path.endsWith("/token"))
    return { status: 200, body: { access_token: "t", token_type: "Bearer", expires_in: 3_600 } };
  if (path.endsWith("/communications/calls")) return { status: 201, body: { id: callId, state: "establishing" } };
  if (path.endsWith("/callConnections") || path.endsWith(":answer")) {
    return { status: 201, body: { callConnectionId: callId, callConnectionState: "connecting", targets: [] } };
  }
  if (path.includes("/communications/")) return { status: 200, body: { status: "running" } };
  return path.startsWith("DELETE ") ? { status: 204, body: undefined } : { status: 202, body: {} };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function urlIn(body: string): string | undefined {
  return /"callbackUri":"([^"]+)"/.exec(body)?.[1];
}
