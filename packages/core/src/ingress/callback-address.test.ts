import fc from "fast-check";
import { expect, test } from "vitest";
import { callbackAddresses, readBaseUrl } from "./callback-address.js";

const secret = "0123456789abcdef0123456789abcdef";
const key = "7f6b1f0e-9a54-4a0d-9f6e-0a1b2c3d4e5f";
const addresses = (base = "https://bot.example/calls") => callbackAddresses(new URL(base), secret);
const read = (href: string, base?: string) => addresses(base).keyIn(new URL(href));

test.each([
  "https://bot.example/calls",
  "https://bot.example/calls/",
  "https://bot.example",
  "https://bot.example/",
  "https://bot.example/a/b/c?tenant=1&x=y",
  "https://bot.example:8443/calls/?a=%2F",
  "https://bot.example/calls?",
  "https://bot.example/calls#",
])("what is made below %s is read again, and keeps the query", (base) => {
  const href = addresses(base).of(key);
  expect(read(href, base)).toBe(key);
  expect(new URL(href).search).toBe(new URL(base).search);
  expect(new URL(href).origin).toBe(new URL(base).origin);
  expect(new URL(href).pathname).not.toContain("//");
});

test.each(["/calls", "/calls/", "/", "/callsign", "/other", "/calls/robots.txt", "/calls/%zz", "/%E0%A4%A"])(
  "%s is the address of no call",
  (path) => {
    expect(read(`https://bot.example${path}`)).toBeUndefined();
  },
);

test.each([
  ["/calls", "/calls"],
  ["/calls?x=1", "/calls?x=1"],
  ["/?x=%2F", "/calls?x=%2F"],
  ["/api/v1/calls", "/calls"],
  ["/calls/status?x=1", "/calls/status?x=1"],
  ["/api/calls/status", "/calls/status"],
])("what arrives at %s was sent to %s of the public address", (path, sent) => {
  const used = addresses().usedFor(new URL(`http://10.0.0.7:8080${path}`), undefined);
  expect(used).toBe(`https://bot.example${sent}`);
});

test("the public address has the last slash that was configured, and its port", () => {
  for (const base of ["https://bot.example:8443/calls/", "https://bot.example/calls"])
    expect(addresses(base).usedFor(new URL("http://10.0.0.7/calls/"), undefined)).toBe(base);
  const below = addresses("https://bot.example/").usedFor(new URL("http://10.0.0.7/a/b"), undefined);
  expect(below).toBe("https://bot.example/a/b");
});

test("the public address of a call is its callback URL with the query that came, however the path was rewritten", () => {
  const arrived = (path: string) => addresses().usedFor(new URL(`http://10.0.0.7${path}`), key);
  const [address] = addresses().of(key).split("?");
  expect([arrived("/x/y?digest=1"), arrived("/")]).toEqual([`${address}?digest=1`, address]);
});

/** What something between the sender and the bot may make of a path. */
const rewritten: Readonly<Record<string, (path: string) => string>> = {
  "the prefix stripped": (path) => path.replace("/calls", ""),
  "another prefix added": (path) => `/api/v1${path}`,
  "another prefix in its place": (path) => path.replace("/calls", "/bot/hooks"),
  "the prefix doubled": (path) => `/calls${path}`,
  "the prefix in capitals": (path) => path.replace("/calls", "/CALLS"),
  "a slash behind it": (path) => `${path}/`,
  "two slashes behind it": (path) => `${path}//`,
  "a slash doubled": (path) => path.replace("/calls/", "/calls//"),
  "a slash in front": (path) => `/${path}`,
  "the dot encoded": (path) => path.replace(".", "%2e"),
  "the slash encoded": (path) => path.replace("/calls/", "/calls%2F"),
  "an encoded slash behind it": (path) => `${path}%2f`,
  "every letter encoded": (path) =>
    path.replace(/[^/]/g, (letter) => `%${letter.charCodeAt(0).toString(16).padStart(2, "0")}`),
  "the dot encoded twice": (path) => path.replace(".", "%252E"),
  "a broken encoding in front": (path) => `/%zz${path}`,
  "dots that lead to it": (path) => path.replace("/calls/", "/calls/x/.././"),
};

test.each(Object.entries(rewritten))("an address with %s is that of its call, wherever the bot is", (_, rewrite) => {
  for (const base of [
    "https://bot.example/calls",
    "https://bot.example/calls/",
    "https://bot.example/calls?tenant=1",
  ]) {
    const url = new URL(addresses(base).of(key));
    expect(read(`${url.origin}${rewrite(url.pathname)}${url.search}`, base)).toBe(key);
    expect(read(`${url.origin}${rewrite(url.pathname)}?other=query`, base)).toBe(key);
    expect(read(`${url.origin}${rewrite(url.pathname)}`, base)).toBe(key);
  }
});

test("a key of a composite's member is read with the member's name, encoded or not", () => {
  const href = addresses().of(`${key}~east`);
  for (const spelled of [href, href.replace("~", "%7E"), href.replace("~", "%257e")])
    expect(read(spelled)).toBe(`${key}~east`);
});

test("an address of another secret is of no call", () => {
  const foreign = callbackAddresses(new URL("https://bot.example/calls"), `${secret}x`).of(key);
  expect(read(foreign)).toBeUndefined();
});

test.each([
  ["no MAC", (href: string) => href.slice(0, href.lastIndexOf("."))],
  ["an empty MAC", (href: string) => href.slice(0, href.lastIndexOf(".") + 1)],
  ["a MAC cut short", (href: string) => href.slice(0, -1)],
  ["a MAC with more behind it", (href: string) => `${href}A`],
  ["a MAC with padding", (href: string) => `${href}==`],
  ["a MAC with a foreign character", (href: string) => `${href.slice(0, -3)}%20${href.slice(-3)}`],
  ["two MACs", (href: string) => `${href}.${href.slice(href.lastIndexOf(".") + 1)}`],
  ["a path behind it", (href: string) => `${href}/more`],
  ["another key", (href: string) => href.replace("7f6b", "7f6c")],
  ["the key in capitals", (href: string) => href.replace("7f6b", "7F6B")],
  ["no key", (href: string) => href.replace(key, "")],
  ["the query for a path", (href: string) => href.replace("/calls/", "/calls?")],
] as const)("an address with %s is of no call", (_, change) => {
  const changed = change(addresses().of(key));
  expect(changed).not.toBe(addresses().of(key));
  expect(read(changed)).toBeUndefined();
});

test("changed in any one character of its last part, an address is of no call", () => {
  const href = addresses().of(key);
  const from = "https://bot.example/calls/".length;
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"];
  fc.assert(
    fc.property(fc.integer({ min: from, max: href.length - 1 }), fc.constantFrom(...letters), (at, letter) => {
      if (href[at] === letter) return;
      expect(read(`${href.slice(0, at)}${letter}${href.slice(at + 1)}`)).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});

test("no path makes reading it throw, or take longer the more often it is encoded", () => {
  fc.assert(
    fc.property(fc.webPath(), (path) => {
      expect(read(`https://bot.example/calls/${path}`)).toBeUndefined();
    }),
  );
  const nested = `https://bot.example/%${"25".repeat(200_000)}`;
  const before = performance.now();
  expect(read(nested)).toBeUndefined();
  expect(performance.now() - before).toBeLessThan(1_000);
});

test("a text that is not a URL is refused, and the error shows it", () => {
  expect(() => readBaseUrl("bot.example")).toThrow('url "bot.example" is not a URL');
  expect(() => readBaseUrl("bot.example")).toThrow(expect.objectContaining({ code: "invalid-request" }));
  expect(() => readBaseUrl("bot.example")).toThrow("https://bot.example.com/calls");
  expect(readBaseUrl("https://bot.example/calls").pathname).toBe("/calls");
});

test("addresses look the same however many calls there are, and their shape is shown without a call", () => {
  const many = addresses("https://bot.example/calls/");
  const first = many.of("k0");
  for (let nth = 1; nth <= 1001; nth++) expect(many.keyIn(new URL(many.of(`k${nth}`)))).toBe(`k${nth}`);
  expect([many.of("k0"), many.keyIn(new URL(first))]).toEqual([first, "k0"]);
  expect(first).toMatch(/^https:\/\/bot\.example\/calls\/k0\.[\w-]{22}$/);
  expect(many.shape).toBe("/calls/{key}.{mac}");
});
