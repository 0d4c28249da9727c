import fc from "fast-check";
import { expect, test } from "vitest";
import { callbackAddresses, readBaseUrl } from "./callback-address.js";

const secret = "0123456789abcdef0123456789abcdef";
const key = "7f6b1f0e-9a54-4a0d-9f6e-0a1b2c3d4e5f";
const addresses = (base = "https://bot.example/calls") => callbackAddresses(new URL(base), secret);
const read = (href: string, base?: string) => addresses(base).read(new URL(href));

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
  expect(read(href, base)).toEqual({ to: "call", key });
  expect(new URL(href).search).toBe(new URL(base).search);
  expect(new URL(href).origin).toBe(new URL(base).origin);
  expect(new URL(href).pathname).not.toContain("//");
});

test.each([
  ["https://bot.example/calls", "https://bot.example/calls"],
  ["https://bot.example/calls", "https://bot.example/calls/"],
  ["https://bot.example/calls/", "https://bot.example/calls"],
  ["https://bot.example/calls", "https://bot.example/callsign"],
  ["https://bot.example/calls", "https://bot.example/other"],
  ["https://bot.example/", "https://bot.example/"],
])("with the url %s, %s is the registered webhook", (base, href) => {
  expect(read(href, base)).toEqual({ to: "webhook" });
});

test("a key of a composite's member is read with the member's name", () => {
  expect(read(addresses().of(`${key}~east`))).toEqual({ to: "call", key: `${key}~east` });
});

test("a query that the sender adds changes nothing", () => {
  expect(read(`${addresses().of(key)}?retry=2`)).toEqual({ to: "call", key });
});

test("an address of another secret is forged", () => {
  const foreign = callbackAddresses(new URL("https://bot.example/calls"), `${secret}x`).of(key);
  expect(read(foreign)).toEqual({ to: "forged" });
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
] as const)("an address with %s is forged", (_, change) => {
  const changed = change(addresses().of(key));
  expect(changed).not.toBe(addresses().of(key));
  expect(read(changed)).toEqual({ to: "forged" });
});

test("changed in any one character, an address is forged", () => {
  const href = addresses().of(key);
  const from = "https://bot.example/calls/".length;
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"];
  fc.assert(
    fc.property(fc.integer({ min: from, max: href.length - 1 }), fc.constantFrom(...letters), (at, letter) => {
      if (href[at] === letter) return;
      expect(read(`${href.slice(0, at)}${letter}${href.slice(at + 1)}`)).toEqual({ to: "forged" });
    }),
    { numRuns: 500 },
  );
});

test("whatever is below the url, reading it does not throw", () => {
  fc.assert(
    fc.property(fc.webPath(), (path) => {
      expect(["webhook", "forged"]).toContain(read(`https://bot.example/calls/${path}`).to);
    }),
  );
});

test("a url that is none is refused with what was given", () => {
  expect(() => readBaseUrl("bot.example")).toThrow('url "bot.example" is not a URL');
  expect(readBaseUrl("https://bot.example/calls").pathname).toBe("/calls");
});
