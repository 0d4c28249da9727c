/** A duration as Redis takes it. */
export function wholeMs(ms: number): string {
  return `${Math.ceil(ms)}`;
}
