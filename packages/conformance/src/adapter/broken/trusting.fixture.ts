import { type BrokenAdapter, listening, telling } from "./broken-adapter.fixture.js";

/** Adapters that let in what they should not, or fall over it. */
export const trusting: readonly BrokenAdapter[] = [
  {
    groups: ["webhook"],
    name: "takes everybody's word",
    break: (sound) => listening(sound, () => ({ claims: () => true, verify: async () => ({ role: "exchange" }) })),
  },
  {
    groups: ["webhook"],
    name: "takes any signature",
    break: (sound) => listening(sound, () => ({ verify: async () => ({ role: "exchange" }) })),
  },
  {
    groups: ["webhook"],
    name: "lets anybody whom it accepts speak of any call",
    break: (sound) => listening(sound, () => ({ refuseSender: () => undefined })),
  },
  {
    groups: ["webhook"],
    name: "falls over what an earlier version has kept of a call",
    break: (sound) =>
      listening(sound, ({ refuseSender }) => ({
        refuseSender(principal, memo) {
          if (Array.isArray(memo)) throw new TypeError("a memo is no list");
          return refuseSender?.(principal, memo);
        },
      })),
  },
  {
    groups: ["webhook"],
    name: "does not say which call an event names",
    break: (sound) => telling(sound, ({ providerCallId: _, ...signal }) => signal),
  },
  {
    groups: ["webhook"],
    name: "takes a wrong signature for an accident",
    break: (sound) =>
      listening(sound, ({ verify }) => ({
        claims: () => true,
        verify: (inbound) =>
          verify(inbound).catch((error: unknown) => {
            throw new TypeError("the signature is undefined", { cause: error });
          }),
      })),
  },
  {
    groups: ["webhook"],
    name: "falls over what it cannot read",
    break: (sound) =>
      listening(sound, ({ parse }) => ({
        parse(inbound, principal) {
          JSON.parse(new TextDecoder().decode(inbound.body));
          return parse(inbound, principal);
        },
      })),
  },
  {
    groups: ["webhook"],
    name: "falls over what it does not expect",
    break: (sound) =>
      listening(sound, ({ parse }) => ({
        parse(inbound, principal) {
          const text = new TextDecoder().decode(inbound.body);
          if (text.startsWith("{") && text.endsWith("}")) JSON.parse(text).type.trim();
          return parse(inbound, principal);
        },
      })),
  },
  {
    groups: ["webhook"],
    name: "reads one callback another way each time",
    break: (sound) => {
      let read = 0;
      return telling(sound, (signal) => ({ ...signal, at: signal.at + ++read }));
    },
  },
];
