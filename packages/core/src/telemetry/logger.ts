/**
 * Where lines for people go. A pino logger fits as it is, and so does `console`. One that takes the message first (winston) needs a
 * line of your own a level. What a logger throws is ignored.
 */
export interface Logger {
  /** What happens all the time. */
  debug(fields: object, message: string): void;
  /** What happens now and then, and is as it should be. */
  info(fields: object, message: string): void;
  /** What the library makes up for, and somebody may want to look into. */
  warn(fields: object, message: string): void;
  /** What the bot did wrong, or what nobody makes up for. */
  error(fields: object, message: string): void;
}
