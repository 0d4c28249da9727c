/** Sends callbacks as a cloud would, written and signed in advance, so that it is never the slower side. Runs in its own process. */

import { openConnections, type Rows } from "../load/connection.js";
import { sendPaced, sendRows } from "../load/send.js";
import { inParallel } from "../measure/sample.js";
import { loadSettingsSchema, sendAll, sendAtPace, signTokens, writeCallbacks } from "../processes/protocol.js";
import { on, readSettings, serve } from "../processes/serve.js";
import { type Callback, callbacksOf } from "../wire/callbacks.js";
import type { CloudName } from "../wire/clouds.js";
import { createTokenWriter } from "../wire/tokens.js";

const write = await createTokenWriter(readSettings(loadSettingsSchema).keys);
const tokens = new Map<CloudName, string[]>();
let used = 0;
let written: Rows = { ports: [], rows: [] };
/** Sequence numbers continue where the last round left a call. */
const sequences = new Map<string, number>();

function nextToken(cloud: CloudName, kind: "fresh" | "reused"): string {
  const pool = tokens.get(cloud) ?? [];
  const token = kind === "reused" ? pool[0] : pool[used++ % pool.length];
  if (token === undefined) throw new Error(`no tokens were signed for ${cloud}`);
  return token;
}

const now = () => performance.timeOrigin + performance.now();

serve([
  on(signTokens, async ({ cloud, count }) => {
    const pool = tokens.get(cloud) ?? [];
    tokens.set(cloud, pool);
    await inParallel(Math.max(count - pool.length, 0), 8, async () => void pool.push(await write(cloud)));
  }),
  on(writeCallbacks, ({ cloud, calls, tonesEach, tokens: kind, ports, connections }) => {
    const rows = Array.from({ length: Math.min(connections, calls.length) }, (): Uint8Array[] => []);
    for (let tone = 0; tone < tonesEach; tone++) {
      for (const [index, call] of calls.entries()) {
        const sequence = (sequences.get(call.callId) ?? 0) + 1;
        sequences.set(call.callId, sequence);
        const callback = callbacksOf(cloud).tonePressed(call, sequence);
        rows[index % rows.length]?.push(writeRequest(callback, nextToken(cloud, kind)));
      }
    }
    written = { ports, rows };
  }),
  on(sendAll, async () => {
    const connections = await openConnections(written);
    const startedAt = now();
    await sendRows(connections, written.rows);
    const endedAt = now();
    for (const connection of connections) connection.close();
    return { startedAt, endedAt };
  }),
  on(sendAtPace, async ({ perSecond }) => {
    const connections = await openConnections(written);
    const longest = Math.max(...written.rows.map((row) => row.length));
    // Across the rows, so that a call's requests are as far apart as possible.
    const requests = Array.from({ length: longest }, (_, at) => written.rows.flatMap((row) => row[at] ?? [])).flat();
    const latenciesMs = await sendPaced(connections, requests, perSecond);
    for (const connection of connections) connection.close();
    return { latenciesMs: [...latenciesMs] };
  }),
]);

/** A callback as bytes on a connection. */
function writeRequest({ url, headers, body }: Callback, token: string): Uint8Array {
  const { host, pathname, search } = new URL(url);
  const lines = Object.entries({ ...headers, authorization: `Bearer ${token}` }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  const head = `POST ${pathname}${search} HTTP/1.1\r\nhost: ${host}\r\n${lines.join("")}content-length: ${Buffer.byteLength(body)}\r\n\r\n`;
  return Buffer.from(head + body);
}
