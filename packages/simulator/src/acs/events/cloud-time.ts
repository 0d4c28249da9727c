/** A time as callbacks carry it: seven fractional digits and `+00:00` (observed). */
export function cloudTime(at: number): string {
  return new Date(at).toISOString().replace("Z", "0000+00:00");
}

/** A time as Event Grid writes it: seven fractional digits and `Z`. */
export function eventGridTime(at: number): string {
  return new Date(at).toISOString().replace("Z", "0000Z");
}
