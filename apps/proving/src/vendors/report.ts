import type { WireEntry } from "@trunkline/simulator";
import { layOut } from "../matrix/table.js";

/** How an app fared. */
export interface Outcome {
  readonly app: string;
  readonly mustComplete: boolean;
  /** Its requests to the simulated cloud. */
  readonly requests: number;
  /** What it asked for that is not simulated, in the order of the first time. */
  readonly notSimulated: readonly string[];
  /** How many requests were answered 501. */
  readonly answered501: number;
  /** Why its flow was not completed; absent if it was. */
  readonly failure?: string;
  /** All that the app wrote. */
  readonly output: string;
}

/** What the log of a simulator says of an app's requests. */
export function requestsIn(log: readonly WireEntry[]): Pick<Outcome, "requests" | "notSimulated" | "answered501"> {
  const requests = log.filter(({ direction, cloud }) => direction === "from-bot" && cloud !== undefined);
  const refused = requests.filter(({ status }) => status === 501);
  return { requests: requests.length, answered501: refused.length, notSimulated: [...new Set(refused.map(whatOf))] };
}

/** The simulator says what it lacks in the body of a 501. */
function whatOf({ responseBody = "", title }: WireEntry): string {
  return /The service has (.*); this simulator does not have it yet/.exec(responseBody)?.[1] ?? title;
}

/** A row per app: its requests, those that were answered 501, and whether its flow was completed. */
export function table(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map((outcome) => [
    outcome.app,
    `${outcome.requests}`,
    `${outcome.answered501}`,
    outcome.failure === undefined ? "yes" : "no",
  ]);
  return layOut([["app", "requests", "501s", "flow completed"], ...rows]);
}

/** Why each flow that was not completed was not, a line each. */
export function reasons(outcomes: readonly Outcome[]): string {
  return outcomes
    .flatMap(({ app, failure, notSimulated }) => {
      if (failure === undefined) return [];
      const lacks = notSimulated.length === 0 ? "" : `not simulated: ${notSimulated.join(", ")}; `;
      return [`  ${app}: ${lacks}${failure}`];
    })
    .join("\n");
}

/** Whether all that must be completed was. */
export function isGood(outcomes: readonly Outcome[]): boolean {
  return outcomes.every(({ mustComplete, failure }) => !mustComplete || failure === undefined);
}
