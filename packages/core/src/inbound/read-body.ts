/** Reads a body up to a size; `undefined` when it is larger, without reading on. */
export async function readBody(request: Request, most: number): Promise<Uint8Array | undefined> {
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
