import { deepEqual, equal, ok } from "node:assert/strict";
import type { EndKind, Operation } from "@trunkline/core";
import type { AdapterCase, AdapterContext, Needs } from "../../stage/adapter-case.js";
import type { PersonUnderTest } from "../../stage/adapter-under-test.js";
import { bobOf, prompt, rings } from "../../stage/calls.js";
import { ends, received } from "../../stage/events.js";
import { begun, failure } from "../../stage/work.js";

type Handover = "transfer" | "redirect";

/** Begins to hand a call over to somebody. */
type HandOver = (
  context: AdapterContext,
  to: PersonUnderTest,
) => Promise<{ readonly ref: string; readonly work: Operation<unknown> }>;

const endOf = { transfer: "transferred", redirect: "redirected" } as const satisfies Record<Handover, EndKind>;

/** The bot is out of the call, which ends here, or goes on and may come back. */
export async function leaves(context: AdapterContext, ref: string, by: Handover): Promise<void> {
  if (!context.under.adapter.verbs[by]?.releases) return ends(context, ref, endOf[by]);
  const call = await context.calling.get(ref);
  await context.until("the call is released", async () => (await call.snapshot()).released);
  equal(received(context, "call-ended").length, 0, "the call goes on, and its end was reported");
}

/** What becomes of a call that goes on when the bot has handed it over (`Verb.releases`). */
export function whenReleased(
  verb: Handover,
  handOver: HandOver,
): readonly (Pick<AdapterCase, "name" | "run"> & { readonly needs: Needs })[] {
  const toBob = async (context: AdapterContext) => {
    const { adapter } = context.under;
    if (!adapter.verbs[verb]?.releases) context.leaveOut(`${adapter.name} does not go on with a call after ${verb}`);
    const bob = bobOf(context);
    const { ref, work } = await handOver(context, bob);
    begun(work);
    await rings(context, bob);
    await bob.answer?.();
    await context.finish(`${verb} is done`, work);
    equal(received(context, "call-ended").length, 0, "the call goes on, and its end was reported");
    return { bob, call: await context.calling.get(ref) };
  };
  return [
    {
      name: `a ${endOf[verb]} call comes back only where the adapter declares that (observations.returns)`,
      needs: { bob: ["hangUp"] },
      async run(context) {
        const { bob } = await toBob(context);
        await bob.hangUp?.();
        await context.pass(5_000);
        const { adapter } = context.under;
        const returned = context.requests.readings.some(({ parsed }) =>
          parsed.signals.some(({ kind }) => kind === "returned"),
        );
        if (returned) ok(adapter.observations.returns, "a `returned` signal arrived: set observations.returns");
      },
    },
    {
      name: `a ${endOf[verb]} call that comes back is connected, and can be hung up`,
      needs: { observes: ["returns"], verbs: ["hangUp"], bob: ["hangUp"] },
      async run(context) {
        const { bob, call } = await toBob(context);
        equal((await call.snapshot()).released, verb);
        if (call.capabilities.play.support !== "unsupported")
          equal((await failure(context, "a verb meanwhile", call.play(prompt))).code, "conflict");
        await bob.hangUp?.();
        await context.until("the call comes back", () => received(context, "call-returned")[0]);
        const { state, released } = await call.snapshot();
        deepEqual({ state, released }, { state: "connected", released: undefined });
        await context.finish("the hang-up is done", call.hangUp());
        await ends(context, call.ref, "hung-up");
      },
    },
    {
      name: `the end of a ${endOf[verb]} call that goes on is reported, as ${endOf[verb]}, once`,
      needs: { observes: ["releasedEnd"], ada: ["hangUp"] },
      async run(context) {
        const { call } = await toBob(context);
        await context.pass(5_000);
        equal(received(context, "call-ended").length, 0, "the end was reported while the others talk");
        await context.under.ada.hangUp?.();
        await ends(context, call.ref, endOf[verb]);
      },
    },
  ];
}
