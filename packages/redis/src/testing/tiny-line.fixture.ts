import { CallingError, defineAdapter, defineVerb, type Signal, type VerbContext } from "@trunkline/core";
import { z } from "zod";

/** A request that reached the provider. */
export interface Sent {
  readonly verb: string;
  readonly context: VerbContext;
}

/** A third party's adapter, as small as possible: it records the bot's requests, and a test sends the provider's events. */
export function tinyLine(sent: Sent[]) {
  const take = (verb: string) => async (_input: unknown, context: VerbContext) => {
    sent.push({ verb, context });
    return verb === "create" ? { providerCallId: `line-${sent.length}` } : {};
  };
  return defineAdapter({
    name: "tiny-line",
    options: z.strictObject({}),
    setup: () => ({
      client: sent,
      limits: {},
      mapError: (error) => (CallingError.is(error) ? error : new CallingError("unavailable", String(error))),
      endReason: ({ code, subcode, message }) => ({ kind: "remote-hung-up", code, subcode, message }),
      webhook: {
        claims: (head) => head.headers.has("x-tiny-line"),
        verify: async () => ({ role: "callback" }),
        parse({ body, at, callKey = "" }) {
          const signals: Signal[] = JSON.parse(new TextDecoder().decode(body));
          return { signals: signals.map((signal) => ({ ...signal, at, call: { key: callKey } })) };
        },
      },
      verbs: {
        create: defineVerb<"create">()({ run: take("create") }),
        play: defineVerb<"play">()({ run: take("play") }),
        hangUp: defineVerb<"hangUp">()({ repeat: "safe", run: take("hangUp") }),
        inspect: defineVerb<"inspect">()({ repeat: "safe", run: async () => ({ found: { state: "connected" } }) }),
      },
    }),
  })({});
}
