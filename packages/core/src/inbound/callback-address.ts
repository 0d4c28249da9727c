import { createHmac, timingSafeEqual } from "node:crypto";
import { CallingError } from "../errors/calling-error.js";

/** What a callback's address says: the registered webhook, a call, or something forged. */
export type Addressed =
  | { readonly to: "webhook" }
  | { readonly to: "call"; readonly key: string }
  | { readonly to: "forged" };

/** Makes and reads the callback addresses of calls: the configured URL, the call's key and a MAC over it. */
export interface CallbackAddresses {
  of(key: string): string;
  read(url: URL): Addressed;
}

/** 128 bits of a MAC: nobody guesses one, and addresses stay short. */
const macBytes = 16;

/** The last few are kept: every callback of a call and every request about it asks for its MAC, which takes 5 µs to make. */
const keptMacs = 1000;

function makeMac(secret: string, key: string): string {
  return createHmac("sha256", secret).update(key).digest().subarray(0, macBytes).toString("base64url");
}

/** @param base the configured URL. @param secret what the MACs are made with. */
export function callbackAddresses(base: URL, secret: string): CallbackAddresses {
  const path = base.pathname.replace(/\/$/, "");
  // Put together once: a key is as it is in an address, and making a URL of it each time costs as much as the MAC.
  const below = new URL(base);
  below.search = below.hash = "";
  below.pathname = `${path}/`;
  const macs = new Map<string, string>();
  const macOf = (key: string) => {
    const mac = macs.get(key) ?? makeMac(secret, key);
    macs.set(key, mac);
    if (macs.size > keptMacs) macs.delete(macs.keys().next().value ?? "");
    return mac;
  };
  return {
    of: (key) => `${below.href}${key}.${macOf(key)}${base.search}${base.hash}`,
    read(url) {
      if (!url.pathname.startsWith(`${path}/`)) return { to: "webhook" };
      const [key = "", mac = "", ...more] = url.pathname.slice(path.length + 1).split(".");
      if (key === "" && mac === "" && more.length === 0) return { to: "webhook" };
      return more.length === 0 && same(mac, macOf(key)) ? { to: "call", key } : { to: "forged" };
    },
  };
}

/** Compared as written, so that a MAC has one spelling, and in a time that tells nothing. */
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
