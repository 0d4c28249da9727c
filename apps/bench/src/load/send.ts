import { type Connection, requireTaken } from "./connection.js";

/** How often the sender checks what is due, ms. It sleeps in between: a busy sender would take a core from the measured processes. */
const tickMs = 1;

/**
 * Sends requests at a steady pace, whether earlier ones are answered or not, as a cloud does. A latency, ms, counts from the moment the
 * sender found the request due: waiting for a free connection counts, and the sender's own sleep does not.
 */
export function sendPaced(
  connections: readonly Connection[],
  requests: readonly Uint8Array[],
  perSecond: number,
): Promise<readonly number[]> {
  return new Promise((resolve, reject) => {
    const latencies: number[] = [];
    const free = [...connections];
    const startedAt = performance.now();
    /** When each request was found due, in order. */
    const foundAt: number[] = [];
    let sent = 0;
    const look = () => {
      const now = performance.now();
      const due = Math.min(Math.floor(((now - startedAt) * perSecond) / 1000) + 1, requests.length);
      while (foundAt.length < due) foundAt.push(now);
      sendDue();
      if (due < requests.length) setTimeout(look, tickMs);
    };
    const sendDue = () => {
      while (sent < foundAt.length) {
        const connection = free.shift();
        if (!connection) return;
        sendOne(sent++, connection);
      }
    };
    const sendOne = (index: number, connection: Connection) => {
      const request = requests[index] ?? new Uint8Array();
      const answered = (status: number) => {
        latencies.push(performance.now() - (foundAt[index] ?? Number.NaN));
        free.push(connection);
        try {
          requireTaken(status);
        } catch (error) {
          return reject(error);
        }
        if (latencies.length === requests.length) resolve(latencies);
        else sendDue();
      };
      connection.send(request, answered, reject);
    };
    look();
  });
}

/** Sends every row on its connection, each request when the previous one is answered. */
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
