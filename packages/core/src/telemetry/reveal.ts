/**
 * What log lines and spans may show that they hide otherwise. Secrets and tokens cannot be shown, nor can the keys of a
 * collection with `secret: true`.
 */
export interface Reveal {
  /** Telephone numbers, and the other names of who is on a call. Default false. */
  readonly numbers?: boolean;
  /** Keys that callers press, and tones that the bot sends. They may be PINs and cards. Default false. */
  readonly tones?: boolean;
}
