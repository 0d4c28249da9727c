import { createLocalJWKSet, jwtVerify } from "jose";
import { expect, test } from "vitest";
import { manualClock } from "../engine/clock.js";
import { createKeyRing } from "./key-ring.js";

const clock = manualClock();
const claims = { issuer: "i", audience: "a", lifetimeS: 300 };
const verify = async (ring: Awaited<ReturnType<typeof createKeyRing>>, token: string) =>
  jwtVerify(token, createLocalJWKSet({ keys: [...ring.jwks().keys] }), { currentDate: new Date(clock.now()) });

test("a token verifies with the published set, and lives as long as it should", async () => {
  const ring = await createKeyRing(clock);
  const token = await ring.sign({ ...claims, extra: { tid: "t" } });
  expect((await verify(ring, token)).payload).toMatchObject({ iss: "i", aud: "a", tid: "t" });
  await clock.advance(301_000);
  await expect(verify(ring, token)).rejects.toThrow("exp");
});

test("after a rotation old tokens still verify, unless the old key is forgotten", async () => {
  const ring = await createKeyRing(clock);
  const old = await ring.sign(claims);
  await ring.rotate();
  await expect(verify(ring, old)).resolves.toBeDefined();
  await expect(verify(ring, await ring.sign(claims))).resolves.toBeDefined();
  await ring.rotate({ forget: true });
  await expect(verify(ring, old)).rejects.toThrow("no applicable key");
});

test("a strange key is in no published set", async () => {
  const ring = await createKeyRing(clock);
  await expect(verify(ring, await ring.signWithStrangeKey(claims))).rejects.toThrow("no applicable key");
});
