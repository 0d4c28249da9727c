import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A connection to a server that a test can cut, or that swallows an answer. */
export interface Wire extends AsyncDisposable {
  readonly url: string;
  /** Breaks all connections, and refuses new ones until `mend`. */
  cut(): void;
  mend(): void;
  /** From now on every answer takes this many ms longer, for good: an answer without the delay would overtake those in flight. */
  slowDown(ms: number): void;
  /** The next command that contains `word` reaches the server; its answer is lost, together with the connection. */
  loseAnswerTo(word: string): void;
  /** How many answers were lost so far. */
  readonly lost: number;
}

/** Makes a wire to a local port. */
export async function wireTo(port: number): Promise<Wire> {
  const sockets = new Set<Socket>();
  let away = false;
  let word: string | undefined;
  let lost = 0;
  let slowMs = 0;
  const server = createServer((near) => {
    if (away) return near.destroy();
    const far = connect(port, "127.0.0.1");
    let swallow = false;
    const end = () => {
      near.destroy();
      far.destroy();
      sockets.delete(near);
    };
    sockets.add(near);
    near.on("data", (chunk) => {
      if (word !== undefined && chunk.includes(word)) {
        word = undefined;
        swallow = true;
      }
      far.write(chunk);
    });
    far.on("data", (chunk) => {
      if (!swallow && slowMs === 0) return void near.write(chunk);
      if (!swallow) return void setTimeout(() => near.write(chunk), slowMs);
      lost++;
      end();
    });
    for (const socket of [near, far]) socket.on("error", end).on("close", end);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port: ours } = server.address() as AddressInfo;
  const cut = () => {
    away = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `redis://127.0.0.1:${ours}`,
    cut,
    mend() {
      away = false;
    },
    slowDown(ms) {
      slowMs = ms;
    },
    loseAnswerTo(given) {
      word = given;
    },
    get lost() {
      return lost;
    },
    async [Symbol.asyncDispose]() {
      cut();
      server.close();
      await once(server, "close");
    },
  };
}
