import type { Provider } from "../../scenarios/kit/provider.js";

/** A promise that was broken, in words. */
export interface Violation {
  readonly promise: string;
  /** The cloud on which it was; absent when it is between the two. */
  readonly provider?: Provider;
  readonly what: string;
}
