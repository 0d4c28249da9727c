import { createSecretKey } from "node:crypto";
import { expect, test } from "vitest";
import { SignedTokens } from "./signed-tokens.js";

const [key, otherKey] = [createSecretKey(Buffer.from("a")), createSecretKey(Buffer.from("a"))];

test("a token is known with the very key that it was checked with, and with no other", () => {
  const signed = new SignedTokens();
  signed.add("t", key);
  expect([signed.has("t", key), signed.has("t", otherKey), signed.has("u", key)]).toEqual([true, false, false]);
});

test("a hundred are kept, the last", () => {
  const signed = new SignedTokens();
  for (let at = 0; at <= 100; at++) signed.add(`t${at}`, key);
  expect([signed.has("t0", key), signed.has("t1", key), signed.has("t100", key)]).toEqual([false, true, true]);
});
