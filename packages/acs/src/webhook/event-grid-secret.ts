import { createHash, timingSafeEqual } from "node:crypto";
import { CallingError, type Inbound } from "@trunkline/core";
import { revealSecret, type Secret } from "@trunkline/microsoft";

/** What Event Grid has to prove itself with, and where it says it. */
export interface EventGridOptions {
  readonly secret: Secret | readonly Secret[];
  /** The name of the query parameter or header. */
  readonly name: string;
}

/** What the request offers as the secret: the query parameter of the agreed name, else the header. */
export function offeredSecret(head: Pick<Inbound, "url" | "headers">, name: string): string | null {
  return head.url.searchParams.get(name) ?? head.headers.get(name);
}

/** @throws CallingError `unauthenticated` when the request does not carry our secret, or one of the two while it is being changed. */
export async function checkEventGridSecret(
  head: Pick<Inbound, "url" | "headers">,
  options: EventGridOptions | undefined,
): Promise<void> {
  if (!options) {
    throw refused(
      "there is no token, and no Event Grid secret is set",
      "Set eventGrid.secret (ACS_EVENT_GRID_SECRET).",
    );
  }
  const offered = offeredSecret(head, options.name);
  if (!offered) {
    throw refused(
      "there is neither a token nor the Event Grid secret",
      `Add the secret to the subscription's endpoint: …?${options.name}={secret}.`,
    );
  }
  const secrets = await Promise.all([options.secret].flat().map(revealSecret));
  // A plus sign that the subscription's address does not encode arrives as a space.
  const readings = [offered, offered.replaceAll(" ", "+")];
  // Every one is compared, whatever the others gave: the time must not tell which was near.
  const matches = secrets.flatMap((secret) => readings.map((reading) => sameText(secret, reading)));
  if (!matches.includes(true)) throw refused("the Event Grid secret is wrong", "Compare it with eventGrid.secret.");
}

/** In constant time, whatever the lengths. */
function sameText(secret: string, offered: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(secret), hash(offered));
}

function refused(reason: string, hint: string): CallingError {
  return new CallingError("unauthenticated", `callback refused: ${reason}`, { hint });
}
