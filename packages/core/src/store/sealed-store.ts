import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { Json } from "../base/json.js";
import { CallingError } from "../words/calling-error.js";
import type { CallKey, Entry, Store, Waiting } from "./store.js";

/** AES-256 in GCM: without the key, what is stored can neither be read nor be changed unnoticed. */
const algorithm = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;
/** Sealed values are padded to a multiple of this, in bytes: their length must not show which key was pressed. */
const paddedTo = 512;

/**
 * A store that cannot read what it keeps: records and entries are sealed with a key derived from `secret` before they leave the
 * process. Tones, telephone numbers and tokens are in them, and the terms of one of the clouds forbid keeping tones at all.
 * A value sealed for one call does not open for another.
 */
export function sealedStore(store: Store, secret: string): Store {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "trunkline store", 32));
  const seal = (call: CallKey, value: Json): Json => {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(call));
    const text = Buffer.concat([cipher.update(padded(JSON.stringify(value))), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString("base64");
  };
  const open = (call: CallKey, sealed: Json): Json => {
    try {
      const bytes = Buffer.from(String(sealed), "base64");
      const nonce = bytes.subarray(0, nonceBytes);
      const tag = bytes.subarray(nonceBytes, nonceBytes + tagBytes);
      const decipher = createDecipheriv(algorithm, key, nonce).setAAD(Buffer.from(call)).setAuthTag(tag);
      const text = Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]);
      return JSON.parse(text.toString("utf8"));
    } catch (cause) {
      throw new CallingError("store-unreadable", `the stored data of call ${call} cannot be decrypted`, {
        hint: "Give every instance the same `secret`, and another prefix to another bot.",
        cause,
      });
    }
  };
  const openInbox = (call: CallKey, { inbox }: Waiting) =>
    inbox.map((entry): Entry => ({ id: entry.id, body: open(call, entry.body) }));
  return {
    accept: (call, entries, rememberMs, lease) => {
      const sealed = entries.map((entry) => ({ id: entry.id, body: seal(call, entry.body) }));
      return store.accept(call, sealed, rememberMs, lease);
    },
    claim: async (leaseMs, key) => {
      const held = await store.claim(leaseMs, key);
      if (!held) return undefined;
      const call = held.lease.key;
      const record = held.record === undefined ? undefined : open(call, held.record);
      return { ...held, inbox: openInbox(call, held), record };
    },
    commit: async (lease, change, leaseMs) => {
      const record = change.record === undefined ? {} : { record: seal(lease.key, change.record) };
      const waiting = await store.commit(lease, { ...change, ...record }, leaseMs);
      return waiting && { inbox: openInbox(lease.key, waiting), due: waiting.due };
    },
    read: async (call) => {
      const sealed = await store.read(call);
      return sealed === undefined ? undefined : open(call, sealed);
    },
    renew: (leases, leaseMs) => store.renew(leases, leaseMs),
    watch: (changed) => store.watch(changed),
    bind: (alias, call, forMs) => store.bind(alias, call, forMs),
    resolve: (alias) => store.resolve(alias),
    list: (cursor) => store.list(cursor),
    check: async () => (await store.check?.()) ?? [],
    close: () => store.close(),
  };
}

/** JSON padded with blanks, which a parser ignores. */
function padded(json: string): Buffer {
  const bytes = Buffer.from(json);
  const blanks = (paddedTo - (bytes.length % paddedTo)) % paddedTo;
  return Buffer.concat([bytes, Buffer.alloc(blanks, " ")]);
}
