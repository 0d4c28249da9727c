import { describe, expect, test } from "vitest";
import { providers } from "../kit/cast.js";
import { type Target, useTarget } from "./kit/target.js";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** The parts of a call's address. */
function partsOf({ address, webhook }: Target) {
  const [key = "", mac = ""] = address.slice(webhook.length + 1).split(".");
  return { base: `${webhook}/`, key, mac };
}

/** MACs whose last letter differs but encodes the same bits: 22 letters hold 132 bits, and a MAC has 128. */
function aliasesOf(mac: string): readonly string[] {
  const last = alphabet.indexOf(mac.at(-1) ?? "");
  return [1, 2, 3, 15].map((bits) => mac.slice(0, -1) + alphabet[last ^ bits]);
}

/** Addresses derived from a valid one that the bot did not make. */
const tricks: Readonly<Record<string, (target: Target) => readonly string[]>> = {
  "a MAC in another spelling of the same bits": (at) => {
    const { base, key, mac } = partsOf(at);
    const spelled = [
      ...aliasesOf(mac),
      `${mac}=`,
      `${mac}==`,
      `${mac}A`,
      `${mac}!`,
      `-${mac}`.replace("-", "~"),
      `${mac}%00`,
    ];
    return spelled.map((other) => `${base}${key}.${other}`);
  },
  "a MAC that is cut, extended, empty or in capital letters": (at) => {
    const { base, key, mac } = partsOf(at);
    const other = [
      mac.slice(0, -1),
      mac.slice(1),
      mac.slice(0, 11),
      `${mac}${mac}`,
      "",
      mac.toUpperCase(),
      mac.toLowerCase(),
    ];
    return other.map((one) => `${base}${key}.${one}`);
  },
  "a key in another spelling": (at) => {
    const { base, key, mac } = partsOf(at);
    const first = `%${key.charCodeAt(0).toString(16)}`;
    const other = [
      key.toUpperCase(),
      `${first}%00${key.slice(1)}`,
      `${key}%00`,
      `${key}~acs`,
      `~${key}`,
      key.replaceAll("-", ""),
      ` ${key}`.replace(" ", "%20"),
      "",
    ];
    return other.map((one) => `${base}${one}.${mac}`);
  },
  "an extra dot": (at) => {
    const { base, key, mac } = partsOf(at);
    return [`${base}${key}..${mac}`, `${base}${key}%2e.${mac}`, `${base}.${key}.${mac}`, `${base}x.${key}.${mac}`];
  },
  "a dot that is encoded too many times": (at) => {
    const { base, key, mac } = partsOf(at);
    return [`${base}${key}%2525252e${mac}`];
  },
  "a suffix": (at) => [`${at.address}/x`, `${at.address}.x`, `${at.address}%2fx`, `${at.address};x`, `${at.address}.`],
};

/** A valid address as a proxy might rewrite it: its MAC is right, and covers only the key. */
const spellings = (at: Target): readonly string[] => {
  const { base, key, mac } = partsOf(at);
  const [own, first] = [`${key}.${mac}`, `%${key.charCodeAt(0).toString(16)}`];
  return [
    `${base}./${own}`,
    `${base}x/../${own}`,
    `${at.address}?x=.y`,
    `${at.address}?`,
    `${at.address}#x`,
    `${at.address}/`,
    `${base}${first}${key.slice(1)}.${mac}`,
    `${base}${key}%2e${mac}`,
    `${base}${key}%252E${mac}`,
    `${base}/${own}`,
    `${base}x/${own}`,
    `${base}%2f${own}`,
    `${base}x%2f..%2f${own}`,
    `${base.toUpperCase()}${own}`,
    `/${own}`,
    `//x${base}${own}`,
    `${base.slice(0, -1)}%2f${own}`,
  ];
};

describe.each(providers)("on %s", { tags: "endpoint/own-address" }, (provider) => {
  const target = useTarget(provider);

  test.each(Object.entries(tricks))("an address with %s is refused", async (_, write) => {
    const at = target();
    for (const address of write(at)) {
      const { status } = await at.sendAs(`Bearer ${at.token()}`, { target: address });
      expect({ address, status }).toEqual({ address, status: 404 });
    }
    await at.untouched();
  });

  test("an address of no call is refused", async () => {
    const at = target();
    const { base, key, mac } = partsOf(at);
    const own = `${key}.${mac}`;
    const elsewhere = [
      `${base.slice(0, -1)}.${own}`,
      `${base.slice(0, -1)}?${own}`,
      `${base}?key=${key}&mac=${mac}`,
      `${base}#${own}`,
      "/",
      base,
    ];
    for (const address of elsewhere) {
      const { status } = await at.sendAs(`Bearer ${at.token()}`, { target: address });
      expect({ address, status }).toEqual({ address, status: 404 });
    }
    await at.untouched();
  });

  test("an address that a proxy has rewritten still belongs to its call, and to no other", async () => {
    const at = target();
    const foreign = JSON.stringify(JSON.parse(at.end)).replaceAll(at.call.providerCallId ?? "", crypto.randomUUID());
    for (const address of spellings(at)) {
      const body = provider === "acs" ? "[]" : '{"value":[]}';
      const { status } = await at.sendAs(`Bearer ${at.token()}`, { target: address, body });
      expect({ address, ok: status === 200 || status === 202 }).toEqual({ address, ok: true });
      const other = await at.sendAs(`Bearer ${at.token()}`, { target: address, body: foreign });
      expect({ address, status: other.status }).toEqual({ address, status: 403 });
    }
    await at.untouched();
  });

  test("an address with the MAC or the key of another call of the bot is refused", {
    tags: "endpoint/own-address",
  }, async () => {
    const at = target();
    at.stage.person("bob").reacts({ kind: "answer" });
    const other = await at.stage.calling.create({ to: "+14255550142", from: "+14255550100" });
    await at.stage.when(other.connected);
    const theirs = new URL(at.stage.callbacks.findLast(({ url }) => url.includes(other.id))?.url ?? "").pathname;
    const [first, second] = [partsOf(at), partsOf({ ...at, address: theirs })];
    for (const address of [`${first.base}${first.key}.${second.mac}`, `${first.base}${second.key}.${first.mac}`])
      expect((await at.sendAs(`Bearer ${at.token()}`, { target: address })).status).toBe(404);
    // The valid address of one call, with an event that names the other.
    expect((await at.sendAs(`Bearer ${at.token()}`, { target: theirs })).status).toBe(403);
    expect((await other.snapshot()).state).toBe("connected");
    expect((await at.call.snapshot()).state).toBe("connected");
  });
});
