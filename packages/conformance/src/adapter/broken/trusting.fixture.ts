import { type BrokenAdapter, mapSignals, withWebhook } from "./broken-adapter.fixture.js";

/** Adapters that accept what they should refuse, or crash on it. */
export const trusting: readonly BrokenAdapter[] = [
  {
    groups: ["webhook", "accounts"],
    name: "accepts callbacks from anyone",
    break: (sound) => withWebhook(sound, () => ({ claims: () => true, verify: async () => ({ role: "exchange" }) })),
  },
  {
    groups: ["accounts"],
    name: "claims no callback of its own",
    break: (sound) => withWebhook(sound, () => ({ claims: () => false })),
  },
  {
    groups: ["webhook", "accounts"],
    name: "accepts any signature",
    break: (sound) => withWebhook(sound, () => ({ verify: async () => ({ role: "exchange" }) })),
  },
  {
    groups: ["webhook"],
    name: "checks signatures against the address behind the proxy",
    break: (sound) =>
      withWebhook(sound, ({ verify }) => ({
        verify: (inbound) => verify({ ...inbound, publicUrl: inbound.url.href }),
      })),
  },
  {
    groups: ["webhook"],
    name: "accepts callbacks about calls of other tenants",
    break: (sound) => withWebhook(sound, () => ({ refuseSender: () => undefined })),
  },
  {
    groups: ["webhook"],
    name: "crashes on the memo of an earlier version",
    break: (sound) =>
      withWebhook(sound, ({ refuseSender }) => ({
        refuseSender(principal, memo) {
          if (Array.isArray(memo)) throw new TypeError("a memo is not a list");
          return refuseSender?.(principal, memo);
        },
      })),
  },
  {
    groups: ["webhook"],
    name: "drops the provider's call id from signals",
    break: (sound) => mapSignals(sound, ({ providerCallId: _, ...signal }) => signal),
  },
  {
    groups: ["webhook"],
    name: "throws a TypeError on a wrong signature",
    break: (sound) =>
      withWebhook(sound, ({ verify }) => ({
        claims: () => true,
        verify: (inbound) =>
          verify(inbound).catch((error: unknown) => {
            throw new TypeError("the signature is undefined", { cause: error });
          }),
      })),
  },
  {
    groups: ["webhook"],
    name: "crashes on malformed JSON",
    break: (sound) =>
      withWebhook(sound, ({ parse }) => ({
        parse(inbound, principal) {
          JSON.parse(new TextDecoder().decode(inbound.body));
          return parse(inbound, principal);
        },
      })),
  },
  {
    groups: ["webhook"],
    name: "crashes on unexpected JSON",
    break: (sound) =>
      withWebhook(sound, ({ parse }) => ({
        parse(inbound, principal) {
          const text = new TextDecoder().decode(inbound.body);
          if (text.startsWith("{") && text.endsWith("}")) JSON.parse(text).type.trim();
          return parse(inbound, principal);
        },
      })),
  },
  {
    groups: ["webhook"],
    name: "parses the same callback differently each time",
    break: (sound) => {
      let read = 0;
      return mapSignals(sound, (signal) => ({ ...signal, at: signal.at + ++read }));
    },
  },
];
