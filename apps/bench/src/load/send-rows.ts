import type { Connection } from "./connection.js";
import { requireTaken } from "./pool.js";

/** Sends every row on its connection, each request when the one before it is answered. */
export async function sendRows(
  connections: readonly Connection[],
  rows: readonly (readonly Uint8Array[])[],
): Promise<void> {
  await Promise.all(rows.map((row, index) => sendRow(connections[index], row)));
}

function sendRow(connection: Connection | undefined, row: readonly Uint8Array[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let next = 0;
    const sendNext = () => {
      const request = row[next++];
      if (!request || !connection) return resolve();
      connection.send(
        request,
        (status) => {
          try {
            requireTaken(status);
            sendNext();
          } catch (error) {
            reject(error);
          }
        },
        reject,
      );
    };
    sendNext();
  });
}
