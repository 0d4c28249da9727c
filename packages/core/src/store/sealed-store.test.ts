import { createDecipheriv, hkdfSync } from "node:crypto";
import { expect, test } from "vitest";
import { manualClock } from "../base/clock.js";
import type { Json } from "../base/json.js";
import { insist } from "./insist.js";
import { memoryStore } from "./memory-store.js";
import { sealedStore } from "./sealed-store.js";

const record = { from: "+14255550123", tones: "1234" };

/** A store in memory, and the same as two bots see it that seal what they give to it. */
function stores() {
  const inside = memoryStore({ clock: manualClock() });
  return {
    inside,
    ours: sealedStore(inside, "a secret of thirty-two characters"),
    theirs: sealedStore(inside, "another one of thirty-two letters"),
  };
}

async function written() {
  const there = stores();
  await there.ours.accept("k", [{ id: "tone:1", body: { tone: "7", number: "+14255550199" } }], 1000);
  const held = await there.ours.claim(1000, "k");
  if (!held) throw new Error("not claimed");
  await there.ours.commit(held.lease, { record }, 1000);
  return { ...there, held };
}

test("a value that is stored can be read again", async () => {
  const { ours, held } = await written();
  expect(held.inbox).toEqual([{ id: "tone:1", body: { tone: "7", number: "+14255550199" } }]);
  expect(await ours.read("k")).toEqual(record);
  expect(await ours.commit(held.lease, { release: true }, 1000)).toEqual({ inbox: held.inbox, due: [] });
  expect(await ours.claim(1000, "k")).toMatchObject({ record, inbox: held.inbox });
});

test("the store itself sees neither numbers nor tones", { tags: "secrets/sealed-store" }, async () => {
  const { inside, held } = await written();
  const seen: Json[] = [
    (await inside.read("k")) ?? null,
    ...((await inside.commit(held.lease, {}, 1000))?.inbox ?? []).map((entry) => entry.body),
  ];
  expect(seen).toHaveLength(2);
  for (const value of seen) expect(JSON.stringify(value)).not.toMatch(/1234|4255550|tone|number|from/);
});

test("data that was sealed with another secret or for another call, or was changed, cannot be decrypted", {
  tags: "secrets/sealed-store",
}, async () => {
  const { inside, ours, theirs, held } = await written();
  await expect(theirs.read("k")).rejects.toMatchObject({
    code: "store-unreadable",
    message: expect.stringContaining("same `secret`"),
  });
  const sealed = await inside.read("k");
  const other = await inside.claim(1000, "other");
  if (!other || typeof sealed !== "string") throw new Error("not claimed");
  await inside.commit(other.lease, { record: sealed }, 1000);
  await expect(ours.read("other")).rejects.toMatchObject({ code: "store-unreadable" });
  await inside.commit(held.lease, { record: `${sealed.slice(0, -6)}AAAAA=` }, 1000);
  await expect(ours.read("k")).rejects.toMatchObject({ code: "store-unreadable" });
});

test("the length does not show which key was pressed", { tags: "secrets/sealed-words" }, async () => {
  const { inside, ours } = stores();
  const words = ["one", "four", "seven", "asterisk"];
  await ours.accept(
    "k",
    words.map((tone, index) => ({ id: `tone:${index}`, body: { tone } })),
    1000,
  );
  const held = await inside.claim(1000, "k");
  expect(new Set(held?.inbox.map(({ body }) => String(body).length)).size).toBe(1);
});

test("the same record is sealed differently every time", async () => {
  const { inside, ours, held } = await written();
  const first = await inside.read("k");
  await ours.commit(held.lease, { record }, 1000);
  expect(await inside.read("k")).not.toBe(first);
});

test("data that cannot be decrypted is not waited for", async () => {
  const clock = manualClock();
  const backend = memoryStore({ clock });
  const theirs = sealedStore(backend, "their secret of thirty-two characters");
  const held = await theirs.claim(30_000, "k");
  if (!held) throw new Error("not claimed");
  await theirs.commit(held.lease, { record: { a: 1 } }, 30_000);
  const ours = sealedStore(backend, "our secret of thirty-two characters, too");
  await expect(insist(() => ours.read("k"), { clock })).rejects.toMatchObject({ code: "store-unreadable" });
});

test("what is no secret goes through as it is: leases, names, lists and checks", async () => {
  const { inside, ours, held } = await written();
  expect(await ours.renew([held.lease], 1000)).toEqual([held.lease]);
  expect([await ours.bind("n", "k", 1000), await ours.resolve("n")]).toEqual(["k", "k"]);
  expect(await ours.list()).toEqual({ keys: ["k"] });
  expect(await ours.check?.()).toEqual([]);
  const checked = sealedStore({ ...inside, check: async () => ["a warning"] }, "a secret of thirty-two characters");
  expect(await checked.check?.()).toEqual(["a warning"]);
});

test("the format of sealed data stays: nonce, tag and padded JSON, under a key derived from the secret", async () => {
  const { inside } = await written();
  const bytes = Buffer.from(String(await inside.read("k")), "base64");
  const key = Buffer.from(hkdfSync("sha256", "a secret of thirty-two characters", "", "trunkline store", 32));
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12));
  decipher.setAAD(Buffer.from("k")).setAuthTag(bytes.subarray(12, 28));
  const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
  expect([JSON.parse(text.toString()), text.length]).toEqual([record, 512]);
});

test("a call without a record has none, and hints come from the store until it is closed", async () => {
  const { inside, ours } = stores();
  expect(await ours.read("nowhere")).toBeUndefined();
  expect(await ours.claim(1000)).toBeUndefined();
  const hints: string[] = [];
  await ours.watch((key) => void hints.push(key));
  await inside.accept("k", [{ id: "a", body: 1 }], 1000);
  expect(hints).toEqual(["k"]);
  await ours.close();
  await inside.accept("k", [{ id: "b", body: 1 }], 1000);
  expect(hints).toEqual(["k"]);
});
