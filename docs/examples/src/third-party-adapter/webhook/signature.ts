import { createHmac, timingSafeEqual } from "node:crypto";

/** The header with the signature: `t=1767225600,v1=<hex>`. */
export const signatureHeader = "rented-line-signature";

/** When it was signed, ms since 1970, and the MAC. */
export interface Signature {
  readonly at: number;
  readonly mac: string;
}

/** Reads the header; `undefined` when it has another form. */
export function readSignature(header: string | null): Signature | undefined {
  const [, seconds, mac] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? "") ?? [];
  return seconds === undefined || mac === undefined ? undefined : { at: Number(seconds) * 1000, mac };
}

/** Signs the time, a full stop and the body, as the carrier does: HMAC-SHA256 with the account's secret. */
export function sign(secret: string, at: number, body: Uint8Array): Signature {
  const mac = createHmac("sha256", secret)
    .update(`${at / 1000}.`)
    .update(body)
    .digest("hex");
  return { at, mac };
}

/** Compares in constant time. */
export function isSignedWith(secret: string, { at, mac }: Signature, body: Uint8Array): boolean {
  return timingSafeEqual(Buffer.from(mac), Buffer.from(sign(secret, at, body).mac));
}
