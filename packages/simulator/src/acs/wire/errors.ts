/**
 * An error answer: HTTP status, and the service's numeric subcode as a string. Where nothing is known of the real code the
 * nearest documented subcode is used; `docs/simulator-differences.md` lists which.
 */
export class AcsError extends Error {
  override readonly name = "AcsError";
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details?: readonly ErrorDetail[],
  ) {
    super(message);
  }
}

interface ErrorDetail {
  readonly code: string;
  readonly message: string;
  readonly target: string;
}

/** How the APIs beside calling refuse (observed). */
export const badRequest = (message: string): AcsError => new AcsError(400, "BadRequest", message);
export const malformed = (target: string, message: string): AcsError =>
  new AcsError(400, "BadRequest", "The request could not be understood by the server due to malformed syntax.", [
    { code: "BadArgument", message, target },
  ]);
export const resourceNotFound = (): AcsError =>
  new AcsError(404, "NotFound", "The server cannot find the requested resource.");

export const callNotFound = (): AcsError => new AcsError(404, "8522", "Call not found.");
export const invalidArgument = (message: string): AcsError => new AcsError(400, "8523", message);
export const participantNotPresent = (rawId: string): AcsError =>
  new AcsError(400, "8558", `Participant not present: ${rawId}.`);
export const preconditionFailed = (message: string): AcsError => new AcsError(412, "8583", message);
export const wrongCallState = (message: string): AcsError => new AcsError(400, "8585", message);

/** The code of what the service does and this simulator does not. */
export const NOT_IMPLEMENTED = "SimulatorNotImplemented";
export function notImplemented(what: string, why?: string): AcsError {
  const reason = why === undefined ? "" : `: ${why}`;
  return new AcsError(501, NOT_IMPLEMENTED, `The service has ${what}; this simulator does not have it yet${reason}.`);
}
