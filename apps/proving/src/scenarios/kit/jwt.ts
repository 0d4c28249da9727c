import { createHmac, type KeyObject, sign } from "node:crypto";

/** Signs the first two parts of a token. */
export type Signer = (text: string) => Buffer;

/** JSON, or a text that is to stand there as it is, in base64url. */
export function part(value: object | string): string {
  return Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
}

/** A token of any header and claims, signed in any way. */
export function jwt(header: object | string, claims: object | string, signer: Signer): string {
  const text = `${part(header)}.${part(claims)}`;
  return `${text}.${signer(text).toString("base64url")}`;
}

export const rs =
  (bits: 256 | 384 | 512, key: KeyObject): Signer =>
  (text) =>
    sign(`RSA-SHA${bits}`, Buffer.from(text), key);

/** RSA-PSS, as PS256 wants it: the salt as long as the hash. */
export const ps256 =
  (key: KeyObject): Signer =>
  (text) =>
    sign("RSA-SHA256", Buffer.from(text), { key, padding: 6, saltLength: 32 });

export const es256 =
  (key: KeyObject): Signer =>
  (text) =>
    sign("SHA256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" });

export const hs256 =
  (secret: string | Buffer): Signer =>
  (text) =>
    createHmac("sha256", secret).update(text).digest();

export const unsigned: Signer = () => Buffer.alloc(0);
