import { once } from "node:events";
import { createServer } from "node:http";
import type { Calling } from "@trunkline/core";
import { nodeListener } from "trunkline/node";

/** A listener of this machine that callbacks can come to. */
export interface Door {
  readonly url: string;
  /** Hands every request to the bot from now on. */
  leadTo(calling: Pick<Calling, "handle">): void;
  close(): Promise<void>;
}

/** Opens one; whom it leads to is said later, because the bot has to know its address first. */
export async function openDoor(): Promise<Door> {
  let bot: Pick<Calling, "handle"> | undefined;
  const handle = async (request: Request) => bot?.handle(request) ?? new Response(null, { status: 503 });
  const server = createServer(nodeListener({ handle }));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The listener has no port.");
  return {
    url: `http://127.0.0.1:${address.port}/calls`,
    leadTo(calling) {
      bot = calling;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
