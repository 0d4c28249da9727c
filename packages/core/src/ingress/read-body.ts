import { CallingError } from "../words/calling-error.js";

/**
 * Reads a body up to a size; `undefined` when it is larger, without reading on.
 * @throws CallingError `unavailable` when it breaks off: that is the sender's doing, or that of what lies between, and no failure of this process.
 * @throws Error of the name `BodyWasReadError` when the bot itself has read the body before.
 */
export async function readBody(request: Request, most: number): Promise<Uint8Array | undefined> {
  if (request.bodyUsed) throw bodyWasRead();
  try {
    return await read(request, most);
  } catch (cause) {
    if (cause instanceof Error && cause.name === wasRead) throw cause;
    throw new CallingError("unavailable", "the body broke off before its end: send the callback again", { cause });
  }
}

/** A listener that finds the body read (`nodeListener` does) says so by an error of this name. */
const wasRead = "BodyWasReadError";

function bodyWasRead(): Error {
  const error = new Error("The body of a callback was read before it came to calling.handle: hand it over unread.");
  error.name = wasRead;
  return error;
}

async function read(request: Request, most: number): Promise<Uint8Array | undefined> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > most) return undefined;
  // What announces its length is no longer than that: HTTP sees to it. A listener can hand it over whole, which costs a third of a stream.
  if (announced > 0) return atMost(new Uint8Array(await request.arrayBuffer()), most);
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.byteLength;
    if (size > most) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(next.value);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

function atMost(body: Uint8Array, most: number): Uint8Array | undefined {
  return body.byteLength > most ? undefined : body;
}
