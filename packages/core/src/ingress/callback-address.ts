import { createHmac, timingSafeEqual } from "node:crypto";
import { CallingError } from "../words/calling-error.js";

/** Makes and reads the callback addresses of calls: the configured URL, the call's key and a MAC over it. */
export interface CallbackAddresses {
  of(key: string): string;
  /** The address that a sender used whose request arrived at this one, rewritten by proxies. @param key the call whose address it is. */
  usedFor(url: URL, key: string | undefined): string;
  /** How the paths of calls look, for people. */
  readonly shape: string;
  /**
   * The key of the call whose address this is. The MAC covers the key alone, so the last part of the path decides: a proxy may strip,
   * add or double what precedes it, append a slash, or percent-encode it. `undefined`: it is not the address of a call of this bot.
   */
  keyIn(url: URL): string | undefined;
}

/** 128 bits of a MAC: it cannot be guessed, and addresses stay short. */
const macBytes = 16;
const macLetters = Math.ceil((macBytes * 8) / 6);

/** How many MACs are kept: every callback of a call and every request about it needs the call's MAC. */
const keptMacs = 1000;

function makeMac(secret: string, key: string): string {
  return createHmac("sha256", secret).update(key).digest().subarray(0, macBytes).toString("base64url");
}

/** @param base the configured URL. @param secret what the MACs are made with. */
export function callbackAddresses(base: URL, secret: string): CallbackAddresses {
  // Built once: a key needs no escaping, and building a URL for each address would cost as much as the MAC.
  const below = new URL(base);
  below.search = below.hash = "";
  below.pathname = `${base.pathname.replace(/\/$/, "")}/`;
  const origin = below.href.slice(0, -below.pathname.length);
  const macs = new Map<string, string>();
  const keep = (key: string, mac: string) => {
    macs.set(key, mac);
    if (macs.size > keptMacs) macs.delete(macs.keys().next().value ?? "");
    return mac;
  };
  const macOf = (key: string) => macs.get(key) ?? keep(key, makeMac(secret, key));
  return {
    shape: `${below.pathname}{key}.{mac}`,
    of: (key) => `${below.href}${key}.${macOf(key)}${base.search}${base.hash}`,
    usedFor({ pathname, search }, key) {
      if (key !== undefined) return `${below.href}${key}.${macOf(key)}${search}`;
      const at = pathname.indexOf(below.pathname);
      const rest = at < 0 ? "" : pathname.slice(at + below.pathname.length);
      return rest === "" ? `${origin}${base.pathname}${search}` : `${below.href}${rest}${search}`;
    },
    keyIn({ pathname }) {
      const last = withoutPercents(pathname).split("/").findLast(Boolean) ?? "";
      const [key = "", mac = "", ...more] = last.split(".");
      if (more.length > 0 || mac.length !== macLetters) return undefined;
      // MACs of keys that strangers write are not kept: they would drive out the others.
      return same(mac, macs.get(key) ?? makeMac(secret, key)) ? key : undefined;
    },
  };
}

/** How often a path may have been percent-encoded: once by each proxy on its way. */
const mostProxies = 3;

/** The path without percent-encoding, undone as often as it was applied. */
function withoutPercents(path: string, left = mostProxies): string {
  if (left === 0 || !path.includes("%")) return path;
  const plain = path.replace(/%([0-7][0-9a-f])/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return withoutPercents(plain, left - 1);
}

/** Compared as written, so that a MAC has one spelling, and in constant time. */
function same(given: string, made: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(made)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Reads the configured URL. @throws CallingError `invalid-request`. */
export function readBaseUrl(url: string): URL {
  if (URL.canParse(url)) return new URL(url);
  throw new CallingError("invalid-request", `createCalling: url "${url}" is not a URL`, {
    hint: "Give the address under which the provider reaches calling.handle: https://bot.example.com/calls.",
  });
}
