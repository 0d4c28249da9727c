/** What is put in the place of a value. */
const odd: readonly unknown[] = [
  null,
  true,
  -1,
  1e300,
  "",
  "\u0000",
  "x".repeat(300),
  [],
  [null],
  {},
  { a: { b: [] } },
];

/** A body in many wrong ways: cut short, each value replaced by others, each left out. One that is no JSON is only cut and flipped. */
export function* changedBodies(body: Uint8Array): Generator<Uint8Array> {
  for (let part = 0; part < 16; part++) yield body.slice(0, Math.floor((body.byteLength * part) / 16));
  for (let part = 0; part < 16; part++) yield flipped(body, Math.floor((body.byteLength * part) / 16));
  const value = json(body);
  if (value !== undefined)
    for (const changed of changes(value)) yield new TextEncoder().encode(JSON.stringify(changed));
}

function flipped(body: Uint8Array, at: number): Uint8Array {
  const copy = new Uint8Array(body);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

function* changes(value: unknown): Generator<unknown> {
  yield* odd;
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    const put = (changed: unknown) =>
      Array.isArray(value) ? value.with(Number(key), changed) : { ...value, [key]: changed };
    for (const changed of changes(member)) yield put(changed);
    yield Array.isArray(value) ? value.filter((one) => one !== member) : { ...value, [key]: undefined };
  }
}

function json(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
