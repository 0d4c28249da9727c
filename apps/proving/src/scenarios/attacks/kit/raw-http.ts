import { once } from "node:events";
import { connect, type Socket } from "node:net";

export interface RawAnswer {
  /** 0 when the connection was closed without an answer. */
  readonly status: number;
  /** The status line and the headers. */
  readonly head: string;
  readonly body: string;
}

export interface RawRequest {
  readonly method?: string;
  /** The target as it stands in the request line. */
  readonly target: string;
  /** As sent, including repeated ones; `host` and `connection` are added. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
  /** Sent as it is; its length is declared unless the headers say otherwise. */
  readonly body?: string | Buffer;
}

/** Connects to a listener of this machine. */
export async function dial(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  await once(socket, "connect");
  return socket;
}

/** Sends a request byte for byte, which no client library would allow. */
export async function sendRaw(port: number, request: RawRequest): Promise<RawAnswer> {
  const socket = await dial(port);
  const answer = readAnswer(socket);
  socket.write(headOf(request));
  if (request.body !== undefined) socket.write(request.body);
  return answer;
}

/** The request line and the headers, including the empty line after them. */
export function headOf({ method = "POST", target, headers = [], body = "" }: RawRequest): string {
  const given = headers.map(([name, value]) => `${name}: ${value}`);
  const framed = headers.some(([name]) => /^(content-length|transfer-encoding)$/i.test(name));
  const length = framed ? [] : [`content-length: ${Buffer.byteLength(body)}`];
  const lines = [`${method} ${target} HTTP/1.1`, "host: 127.0.0.1", ...given, ...length, "connection: close"];
  return `${lines.join("\r\n")}\r\n\r\n`;
}

/** Everything that arrives until the other side closes. */
export async function readAnswer(socket: Socket): Promise<RawAnswer> {
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  // A reset connection has closed too: what arrived before counts.
  await new Promise((resolve) => socket.once("close", resolve));
  const text = Buffer.concat(chunks).toString("latin1");
  const at = text.indexOf("\r\n\r\n");
  const head = at < 0 ? text : text.slice(0, at);
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? 0);
  return { status, head, body: at < 0 ? "" : text.slice(at + 4) };
}
