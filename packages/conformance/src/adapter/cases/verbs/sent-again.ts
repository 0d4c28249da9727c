import { equal } from "node:assert/strict";
import type { VerbName } from "@trunkline/core";
import type { AdapterContext } from "../../adapter-case.js";
import { begun } from "../../ask/work.js";

/**
 * Lets the answer to a request be lost, so that it is sent again. The verb may say that this cannot do anything twice
 * (`repeat: "safe"`); whoever calls this looks whether it did.
 */
export async function sentAgain<T>(context: AdapterContext, verb: VerbName, work: () => Promise<T>): Promise<T> {
  const { callbacks, requests, under } = context;
  if (under.adapter.verbs[verb]?.repeat !== "safe") context.leaveOut(`${under.adapter.name} never sends ${verb} again`);
  requests.loseAnswer(verb);
  // What the cloud tells of the first one would be the end of it.
  callbacks.delivery = "held";
  const before = requests.of(verb).length;
  const doing = begun(work());
  const again = await context.until(`${verb} is sent again`, () => requests.of(verb)[before + 1]);
  equal(again.context.operationId, requests.of(verb)[before]?.context.operationId, "it has another operation id");
  await callbacks.release();
  return context.finish(`${verb} is done`, doing);
}
