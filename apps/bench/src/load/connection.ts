import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** One kept-alive connection that sends ready-made requests, one at a time. A client that parsed answers completely would be the slower side. */
export class Connection {
  readonly #socket: Socket;
  #received = "";
  #answered: ((status: number) => void) | undefined;
  #failed: ((error: Error) => void) | undefined;

  constructor(port: number) {
    this.#socket = connect({ port, host: "127.0.0.1", noDelay: true });
    this.#socket.setEncoding("latin1");
    this.#socket.on("data", (chunk) => this.#onData(String(chunk)));
    this.#socket.on("error", (error) => this.#failed?.(error));
    this.#socket.on("close", () => this.#failed?.(new Error("the server closed the connection")));
  }

  /** Resolves when it is open. */
  async opened(): Promise<void> {
    if (this.#socket.connecting) await once(this.#socket, "connect");
  }

  /** Sends a request. Calls back with the status of the answer when it has arrived completely. */
  send(request: Uint8Array, answered: (status: number) => void, failed: (error: Error) => void): void {
    this.#answered = answered;
    this.#failed = failed;
    this.#socket.write(request);
  }

  close(): void {
    this.#failed = undefined;
    this.#socket.destroy();
  }

  #onData(chunk: string): void {
    this.#received += chunk;
    if (!isWhole(this.#received)) return;
    const status = Number(this.#received.slice(9, 12));
    const answered = this.#answered;
    this.#received = "";
    this.#answered = undefined;
    answered?.(status);
  }
}

/** Whether an answer has arrived completely: by its length, or by its last chunk. */
function isWhole(received: string): boolean {
  const head = received.indexOf("\r\n\r\n");
  if (head < 0) return false;
  const length = /\r\ncontent-length: *(\d+)/i.exec(received)?.[1];
  if (length === undefined) return received.endsWith("0\r\n\r\n");
  return received.length >= head + 4 + Number(length);
}

/** The requests of one round, in as many rows as there are connections: a call's requests are in one row, in order. */
export interface Rows {
  readonly ports: readonly number[];
  readonly rows: readonly (readonly Uint8Array[])[];
}

/** Opens one connection per row, spread over the ports. Resolves when all are open. */
export async function openConnections({ ports, rows }: Rows): Promise<readonly Connection[]> {
  const connections = rows.map((_, index) => new Connection(ports[index % ports.length] ?? 0));
  await Promise.all(connections.map((connection) => connection.opened()));
  return connections;
}

/** @throws Error when a callback is refused: a benchmark of refusals would measure nothing. */
export function requireTaken(status: number): void {
  if (status >= 300) throw new Error(`a callback was answered with ${status}`);
}
