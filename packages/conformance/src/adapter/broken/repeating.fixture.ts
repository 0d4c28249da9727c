import { CallingError, type VerbContext } from "@trunkline/core";
import { gathering, spare } from "../exchange/exchange-traits.fixture.js";
import { type BrokenAdapter, withVerb } from "./broken-adapter.fixture.js";

const safe = ["create", "answer", "reject", "redirect", "hangUp", "transfer", "sendDtmf", "play"] as const;

/** Adapters that wrongly declare their requests safe to repeat. */
export const repeating: readonly BrokenAdapter[] = [
  ...safe.map(
    (verb): BrokenAdapter => ({
      groups: [verb],
      name: `fails when ${verb} is sent again`,
      break: (sound) => {
        const seen = new Set<string>();
        return withVerb(sound, verb, ({ run }) => ({
          async run(input, context, options) {
            if (seen.has(context.operationId)) throw new CallingError("invalid-request", `${verb}: already done`);
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
      name: `carries out a repeated ${verb} twice`,
      break: (sound) =>
        withVerb(sound, verb, ({ run }) => ({ run: (input, context, options) => run(input, anew(context), options) })),
    }),
  ),
  {
    groups: ["collectDtmf"],
    name: "begins a repeated collection twice",
    on: gathering,
    break: (sound) =>
      withVerb(sound, "collectDtmf", ({ run }) => ({
        run: (input, context, options) => run(input, anew(context), options),
      })),
  },
  {
    groups: ["create"],
    name: "calls a repeat safe for longer than the cloud remembers the first request",
    on: spare,
    break: (sound) => withVerb(sound, "create", () => ({ repeat: { safeForMs: 45_000 } })),
  },
];

let serial = 0;

/** The same request, as if it had not been sent before. */
function anew(context: VerbContext): VerbContext {
  return { ...context, operationId: `${context.operationId}#${++serial}` };
}
