import { createHash } from "node:crypto";

/** An opaque id that stays the same for the same person, in the look of the documented one: 44 letters and digits. */
export function encryptedId(plain: string): string {
  return BigInt(`0x${createHash("sha256").update(plain).digest("hex")}`)
    .toString(36)
    .padStart(44, "0")
    .slice(0, 44);
}
