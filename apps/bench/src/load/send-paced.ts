import type { Connection } from "./connection.js";
import { requireTaken } from "./pool.js";

/**
 * Sends requests at a steady pace, whether those before are answered or not, as a cloud does. A latency counts from the moment that
 * the request was due: one that had to wait for a free connection has waited.
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
    const dueAt = (index: number) => startedAt + (index * 1000) / perSecond;
    let next = 0;
    const sendDue = () => {
      const now = performance.now();
      while (next < requests.length && dueAt(next) <= now && free.length > 0) sendOne(next++);
      if (next < requests.length) setImmediate(sendDue);
    };
    const sendOne = (index: number) => {
      const connection = free.shift();
      const request = requests[index];
      if (!connection || !request) return;
      const answered = (status: number) => {
        latencies.push(performance.now() - dueAt(index));
        free.push(connection);
        try {
          requireTaken(status);
        } catch (error) {
          return reject(error);
        }
        if (latencies.length === requests.length) resolve(latencies);
      };
      connection.send(request, answered, reject);
    };
    sendDue();
  });
}
