import { WebSocket } from "undici";

/** A WebSocket to an app, and all that came over it. */
export interface Socket {
  readonly received: readonly string[];
  send(text: string): void;
  close(): void;
}

export async function openSocket(url: string): Promise<Socket> {
  const socket = new WebSocket(url);
  const received: string[] = [];
  socket.addEventListener("message", ({ data }) => received.push(String(data)));
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener("open", () => resolve());
    socket.addEventListener("error", () => reject(new Error(`${url} takes no WebSocket`)));
  });
  return { received, send: (text) => socket.send(text), close: () => socket.close() };
}
