import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { z } from "zod";

/** A payload as a cloud sent or published it, and its meaning. */
export interface Payload {
  readonly name: string;
  readonly cloud: "graph" | "acs";
  /** How it arrives: as a callback, from Event Grid, or as the answer to a request of the bot. */
  readonly by: "callback" | "event-grid" | "answer";
  /** The words of the index: "participants 3, sequence 10". */
  readonly expected: string;
  readonly body: unknown;
}

/** The meaning of a signal: without its id, its time and its wire format. */
export type Meaning = Readonly<Record<string, unknown>>;

const index = z.array(
  z.looseObject({
    file: z.string(),
    cloud: z.enum(["graph", "acs"]),
    role: z.enum(["callback", "event-grid"]).optional(),
    type: z.string(),
    expected: z.string(),
  }),
);

/** Reads a folder of payloads with an `index.json` that gives the meaning of each. */
export function readFolder(folder: string): readonly Payload[] {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), "utf8"));
  return index.parse(read("index.json")).map(({ file, cloud, role = "callback", type, expected }) => ({
    name: file,
    cloud,
    by: type.startsWith("http ") ? "answer" : role,
    expected: expected.trim(),
    body: read(file),
  }));
}

/** The member at a path of names, if any. Reads JSON of any shape without assumptions. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (typeof value !== "object" || value === null) return undefined;
  return at(Object.entries(value).find(([key]) => key === String(name))?.[1], ...rest);
}

export function textAt(value: unknown, ...path: readonly (string | number)[]): string {
  const found = at(value, ...path);
  return typeof found === "string" ? found : "";
}

/** An array as it is, any other value as an array of one, none as an empty array. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** An answer of a cloud. */
export interface CloudAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** As much of both clouds as a call with a given id needs: it grants tokens, starts calls and accepts everything else. */
export interface SmallCloud extends AsyncDisposable {
  readonly origin: string;
  /** The callback address of the last call. */
  callbackUrl(): string;
  /** Sets the answer to requests whose path ends like this. */
  answer(end: string, answer: CloudAnswer): void;
}

/** @param callId the id of every call that the bot starts here. */
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

/** @param path the method and the path of the request. */
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
