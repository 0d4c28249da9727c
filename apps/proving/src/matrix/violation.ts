/** A promise that was not kept in one run. */
export interface Violation {
  readonly promise: string;
  readonly found: string;
}

export function describeViolations(violations: readonly Violation[]): string {
  return violations.map(({ promise, found }) => `    ${promise}: ${found}`).join("\n");
}
