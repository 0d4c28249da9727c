/**
 * - `no-such-call`: no leg with this id, or it has ended. - `wrong-state`: the leg is not in a state that allows this.
 * - `no-such-party`: no such party in this call. - `no-such-person`, `no-such-bot`, `no-such-meeting`.
 * - `conflict`: the same is already under way (a second transfer, an id that is taken).
 */
export type EngineErrorCode =
  | "no-such-call"
  | "wrong-state"
  | "no-such-party"
  | "no-such-person"
  | "no-such-bot"
  | "no-such-meeting"
  | "conflict";

/** A command that the world does not allow. The message says what was asked and what is the case. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  constructor(
    readonly code: EngineErrorCode,
    message: string,
  ) {
    super(message);
  }
}
