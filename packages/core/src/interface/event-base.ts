import type { AnyAdapter, ProviderName } from "../adapter/composite.js";

/** What every event has. */
export interface EventBase<T extends string, A extends AnyAdapter> {
  readonly type: T;
  /** The same when the event is delivered again: de-duplicate by it what must not be done twice. */
  readonly id: string;
  /** When it happened, by the provider's word if it told. */
  readonly at: Date;
  readonly provider: ProviderName<A>;
  /** 1, and more when the event is delivered again because an instance died over it. */
  readonly attempt: number;
  /** Who says so: `event` the provider's callback, `reconciled` the provider when we asked, `own` we ourselves. */
  readonly source: "event" | "reconciled" | "own";
  /** The wire's own form, where there was one. */
  readonly raw: unknown;
}
