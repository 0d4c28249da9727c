/**
 * Which call a callback is about.
 * - `key`: the call at whose address it arrived, which core has checked and handed to `parse` as `inbound.callKey`.
 * - `alias`: what the provider calls it, where the callback came to the registered webhook. Unique among all calls of the provider.
 */
export type CallAddress = { readonly key: string } | { readonly alias: string };

/** An HTTP answer that the sender wants to see. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}
