import type { Callback } from "../kit/callbacks.js";
import { mutateJson } from "./mutate-json.js";
import type { Random } from "./odd-values.js";

/** A changed callback, with the kind of the change. */
export interface Mutant {
  readonly kind: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
}

type Change = (
  callback: Callback,
  random: Random,
  others: readonly [string, ...string[]],
) => Partial<Omit<Mutant, "kind">>;

const bytesOf = (text: string) => new TextEncoder().encode(text);

const structure: Change = ({ body }, random, others) => {
  let text = body;
  for (let more = random.pick([1, 1, 1, 2, 4]); more > 0; more--) text = mutateJson(text, random, others);
  return { body: bytesOf(text) };
};

const bytes: Change = ({ body }, random) => {
  const flipped = bytesOf(body);
  for (let more = random.pick([1, 2, 8, 64]); more > 0 && flipped.length > 0; more--) {
    const at = random.below(flipped.length);
    flipped[at] = random.chance(0.5) ? (flipped[at] ?? 0) ^ (1 << random.below(8)) : random.below(256);
  }
  return { body: flipped };
};

const cut: Change = ({ body }, random) => {
  const at = random.below(body.length + 1);
  if (random.chance(0.5)) return { body: bytesOf(body.slice(0, at)) };
  return { body: bytesOf(body.slice(0, at) + body.slice(at + random.below(40))) };
};

const grown: Change = ({ body }, random) => {
  const at = random.below(body.length + 1);
  const more = random.pick([
    body,
    body.slice(0, at),
    "\ufeff",
    "\u0000",
    " ".repeat(1_100_000),
    "]",
    "}",
    ",",
    "[".repeat(100_000),
  ]);
  return { body: bytesOf(body.slice(0, at) + more + body.slice(at)) };
};

const headers: Change = ({ headers: given, body }, random) => {
  const changed = new Headers(given);
  const name = random.pick([
    "content-type",
    "content-length",
    "content-encoding",
    "x-microsoft-skype-message-id",
    "x-microsoft-skype-chain-id",
    "scenario-id",
    "aeg-event-type",
    "webhook-request-origin",
    "__proto__",
    "eventgrid",
  ]);
  const value = random.pick([
    "",
    "x",
    "-1",
    "1e9",
    "NaN",
    "gzip",
    "x".repeat(10_000),
    "\u00ff",
    "constructor",
    "application/xml",
    "99999999999",
  ]);
  if (random.chance(0.3)) changed.delete(name);
  else changed.set(name, value);
  return { headers: changed, body: bytesOf(body) };
};

const proof: Change = ({ headers: given, body }, random) => {
  const changed = new Headers(given);
  const name = given.has("authorization") ? "authorization" : "eventgrid";
  const value = changed.get(name) ?? "";
  const at = random.below(value.length + 1);
  const odd = random.pick([
    "",
    "Bearer",
    "x",
    `${value}.`,
    `${value},${value}`,
    value.toLowerCase(),
    value.slice(0, at),
    `${value.slice(0, at)}A${value.slice(at + 1)}`,
  ]);
  if (random.chance(0.1)) changed.delete(name);
  else changed.set(name, odd);
  return { headers: changed, body: bytesOf(body) };
};

const address: Change = ({ url, body }, random) => {
  const { origin, pathname } = new URL(url);
  const at = random.below(pathname.length + 1);
  const odd = random.pick([
    pathname.slice(0, at),
    `${pathname}/`,
    `${pathname.slice(0, at)}%${random.below(256).toString(16).padStart(2, "0")}${pathname.slice(at)}`,
    `${pathname.slice(0, at)}${random.pick([".", "/", "~", "\\", "?", "#", "%", ";", "\u00e9"])}${pathname.slice(at)}`,
    pathname.toUpperCase(),
    `${pathname}?eventgrid=x&eventgrid=y&__proto__=1`,
    "/",
  ]);
  return { url: `${origin}/${odd.replace(/^[/\\]+/, "")}`, body: bytesOf(body) };
};

const method: Change = ({ body }, random) => {
  const odd = random.pick(["GET", "OPTIONS", "PUT", "DELETE", "PATCH", "HEAD", "BREW"]);
  return { method: odd, body: bytesOf(odd === "GET" || odd === "HEAD" ? "" : body) };
};

const nothing: Change = ({ body }) => ({ body: bytesOf(body) });

/** The kinds of changes, with weights: those that reach deepest are the most frequent. */
const kinds: readonly (readonly [string, Change, number])[] = [
  ["structure", structure, 60],
  ["bytes", bytes, 8],
  ["cut", cut, 6],
  ["grown", grown, 4],
  ["headers", headers, 6],
  ["proof", proof, 5],
  ["address", address, 5],
  ["method", method, 2],
  ["nothing", nothing, 4],
];

const all = kinds.reduce((sum, [, , weight]) => sum + weight, 0);

/** Changes a callback in one of many ways, with parts of `others`. */
export function mutate(callback: Callback, random: Random, others: readonly [string, ...string[]]): Mutant {
  let left = random.below(all);
  const found = kinds.find(([, , weight]) => {
    left -= weight;
    return left < 0;
  });
  const [kind, change] = found ?? ["nothing", nothing];
  const same = { method: "POST", url: callback.url, headers: callback.headers, body: bytesOf("") };
  return { ...same, ...change(callback, random, others), kind };
}
