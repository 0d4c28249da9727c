import { connect } from "node:net";

/**
 * Asks a Redis one command on a connection of its own, without a client.
 * @returns the first line of the answer, with the sign that says its kind; the second line for a bulk string.
 */
export function ask(port: number, command: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let answer = "";
    socket.setTimeout(2000, () => socket.destroy(new Error(`no answer from port ${port}`)));
    socket.on("connect", () =>
      socket.write(
        `*${command.length}\r\n${command.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join("")}`,
      ),
    );
    socket.on("data", (chunk) => {
      answer += chunk.toString();
      const [first = "", second] = answer.split("\r\n");
      const bulk = first.startsWith("$") && first !== "$-1";
      if (second === undefined || (bulk && answer.split("\r\n").length < 3)) return;
      socket.destroy();
      resolve(bulk ? second : first);
    });
    socket.on("error", reject);
    socket.on("close", () => reject(new Error(`port ${port} closed the connection`)));
  });
}
