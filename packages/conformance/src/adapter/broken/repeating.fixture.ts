import { CallingError, type VerbContext } from "@trunkline/core";
import { type BrokenAdapter, changing } from "./broken-adapter.fixture.js";

const safe = ["create", "answer", "reject", "redirect", "hangUp", "transfer", "sendDtmf", "play"] as const;

/** Adapters whose requests may be sent again, they say. */
export const repeating: readonly BrokenAdapter[] = [
  ...safe.map(
    (verb): BrokenAdapter => ({
      groups: [verb],
      name: `fails when ${verb} is sent again`,
      break: (sound) => {
        const seen = new Set<string>();
        return changing(sound, verb, ({ run }) => ({
          async run(input, context, options) {
            if (seen.has(context.operationId))
              throw new CallingError("invalid-request", `${verb}: it was done already`);
            seen.add(context.operationId);
            return run(input, context, options);
          },
        }));
      },
    }),
  ),
  ...(["create", "sendDtmf", "play"] as const).map(
    (verb): BrokenAdapter => ({
      groups: verb === "create" ? ["create", "errors"] : [verb],
      name: `does twice what is sent twice (${verb})`,
      break: (sound) =>
        changing(sound, verb, ({ run }) => ({ run: (input, context, options) => run(input, anew(context), options) })),
    }),
  ),
];

let serial = 0;

/** As if it had not been sent before. */
function anew(context: VerbContext): VerbContext {
  return { ...context, operationId: `${context.operationId}#${++serial}` };
}
