import type { Provenance } from "../../delivery/delivery.js";

/** A refusal: status, and the code and message of the error body. */
export class GraphFailure extends Error {
  override readonly name = "GraphFailure";
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly tag: Provenance = "ours",
  ) {
    super(message);
  }
}

/** The request cannot be carried out as it is. Which code and words the real service has for it is not documented. */
export function badRequest(message: string): GraphFailure {
  return new GraphFailure(400, "BadRequest", message);
}

/** No such call, it has ended, or it is another app's (documented for keepAlive; code and words observed). */
export function callNotFound(): GraphFailure {
  return new GraphFailure(404, "8522", "Call not found.", "observed");
}

/** What the real service does and this one does not, with the reason where there is a particular one. */
export function notSimulated(what: string, why?: string): GraphFailure {
  const reason = why === undefined ? "" : `: ${why}`;
  return new GraphFailure(501, "SimulatorNotImplemented", `${what} is not simulated${reason}.`);
}
