import { describe, expect, test } from "vitest";
import { providers } from "../kit/provider.js";
import { type Target, useTarget } from "../kit/target.js";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** The parts of a call's address. */
function partsOf({ address, webhook }: Target) {
  const [key = "", mac = ""] = address.slice(webhook.length + 1).split(".");
  return { base: `${webhook}/`, key, mac };
}

/** The other letters that carry the same bits at the end of a MAC: 22 letters hold 132 bits, and it has 128. */
function aliasesOf(mac: string): readonly string[] {
  const last = alphabet.indexOf(mac.at(-1) ?? "");
  return [1, 2, 3, 15].map((bits) => mac.slice(0, -1) + alphabet[last ^ bits]);
}

/** Addresses that the bot did not make, though they are made of one that it did. */
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
      `${first}${key.slice(1)}`,
      `${key}%00`,
      `${key}~acs`,
      `~${key}`,
      key.replaceAll("-", ""),
      ` ${key}`.replace(" ", "%20"),
      "",
    ];
    return other.map((one) => `${base}${one}.${mac}`);
  },
  "an encoded dot": (at) => {
    const { base, key, mac } = partsOf(at);
    return [`${base}${key}%2e${mac}`, `${base}${key}%2E${mac}`, `${base}${key}%252e${mac}`];
  },
  "more behind it": (at) => [
    `${at.address}/`,
    `${at.address}/x`,
    `${at.address}.x`,
    `${at.address}%2f`,
    `${at.address};x`,
    `${at.address}.`,
  ],
  "more in front of it": (at) => {
    const { base, key, mac } = partsOf(at);
    return [`${base}/${key}.${mac}`, `${base}x/${key}.${mac}`, `${base}${key}/${key}.${mac}`, `${base}x.${key}.${mac}`];
  },
  "an encoded slash": (at) => {
    const { base, key, mac } = partsOf(at);
    return [`${base}%2f${key}.${mac}`, `${base}..%2f${key}.${mac}`, `${base}x%2f..%2f${key}.${mac}`];
  },
};

describe.each(providers)("on %s an address is refused that has", (provider) => {
  const target = useTarget(provider);

  test.each(Object.entries(tricks))("%s", async (_, write) => {
    const at = target();
    for (const address of write(at)) {
      const { status } = await at.sendAs(`Bearer ${at.token()}`, { target: address });
      expect({ address, status }).toEqual({ address, status: 403 });
    }
    await at.untouched();
  });

  test("what makes it the address of no call: then the event finds none, and moves none", async () => {
    const at = target();
    const { base, key, mac } = partsOf(at);
    const own = `${key}.${mac}`;
    const elsewhere = [
      `${base.toUpperCase()}${own}`,
      `/${base}${own}`,
      `${base.slice(0, -1)}%2f${own}`,
      `${base.slice(0, -1)}.${own}`,
      `/x${base}${own}`,
      `${base.slice(0, -1)}?${own}`,
      `${base}?key=${key}&mac=${mac}`,
      `${base}#${own}`,
      "/",
      `${base}../../${own}`,
    ];
    for (const address of elsewhere) {
      const { status } = await at.sendAs(`Bearer ${at.token()}`, { target: address });
      expect([200, 202, 400, 403], address).toContain(status);
    }
    await at.untouched();
  });

  test("nothing wrong: dots that lead to it, a query and a fragment change nothing", async () => {
    const at = target();
    const { base, key, mac } = partsOf(at);
    const body = provider === "acs" ? "[]" : '{"value":[]}';
    const same = [
      `${base}./${key}.${mac}`,
      `${base}x/../${key}.${mac}`,
      `${at.address}?x=.y`,
      `${at.address}?`,
      `${at.address}#x`,
    ];
    for (const address of same) {
      const { status } = await at.sendAs(`Bearer ${at.token()}`, { target: address, body });
      expect({ address, ok: status === 200 || status === 202 }).toEqual({ address, ok: true });
    }
    await at.untouched();
  });

  test("the MAC of another call, or the key of one, though both calls are the bot's", async () => {
    const at = target();
    at.stage.person("bob").reacts({ kind: "answer" });
    const other = await at.stage.calling.create({ to: "+14255550142", from: "+14255550100" });
    await at.stage.when(other.connected);
    const theirs = new URL(at.stage.letters.findLast(({ url }) => url.includes(other.id))?.url ?? "").pathname;
    const [first, second] = [partsOf(at), partsOf({ ...at, address: theirs })];
    for (const address of [`${first.base}${first.key}.${second.mac}`, `${first.base}${second.key}.${first.mac}`])
      expect((await at.sendAs(`Bearer ${at.token()}`, { target: address })).status).toBe(403);
    // The right address of one call, and an event that names the other.
    expect((await at.sendAs(`Bearer ${at.token()}`, { target: theirs })).status).toBe(403);
    expect((await other.snapshot()).state).toBe("connected");
    expect((await at.call.snapshot()).state).toBe("connected");
  });
});
