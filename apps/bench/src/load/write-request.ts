import type { Letter } from "../wire/letters.js";

/** A callback as bytes on a connection. */
export function writeRequest({ url, headers, body }: Letter, token: string): Uint8Array {
  const { host, pathname, search } = new URL(url);
  const lines = Object.entries({ ...headers, authorization: `Bearer ${token}` }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  const head = `POST ${pathname}${search} HTTP/1.1\r\nhost: ${host}\r\n${lines.join("")}content-length: ${Buffer.byteLength(body)}\r\n\r\n`;
  return Buffer.from(head + body);
}
