import type { CallActor } from "../../actor/call-actor.js";
import type { VerbInputs } from "../../adapter/verb-inputs.js";
import type { OperationControls } from "../../interface/operation.js";
import type { Task } from "../../operations/call-verb.js";
import { checkRequest, hasVerb } from "../../operations/check-verb.js";
import { reportsKeys } from "../../operations/own-requests.js";
import { type Plan, runStep } from "../../operations/run-operation.js";
import { counterpart } from "../../record/call-record.js";
import { tonesWait } from "../../reduce/dtmf.js";
import { beginNative } from "../../reduce/native-collect.js";
import type { CollectResult } from "../../words/inputs-and-results.js";
import { promptMs } from "../media/play-row.js";
import { type CollectInput, readCollectResult } from "./collect-options.js";
import { collectFacts } from "./collect-steps.js";

type Request = VerbInputs["collectDtmf"];

/**
 * What the provider is asked for, if it collects these keys itself; `undefined` if core does. Settled before anything is written or sent.
 * @throws CallingError when it cannot begin, or neither can: then the provider's own reason.
 */
export async function nativeRequest(actor: CallActor, task: Task<CollectInput>): Promise<Request | undefined> {
  if (!hasVerb(actor, collectFacts)) return undefined;
  const { prompts, settings } = task.input;
  const { max, stopOn, firstToneMs, interToneMs, bargeIn } = settings;
  const of = counterpart(actor.record);
  const request: Request = {
    ...{ prompts, stopOn, firstToneMs, interToneMs, bargeIn },
    ...(max === undefined ? {} : { max }),
    ...(of === undefined ? {} : { of }),
  };
  const declined = actor.adapter.verbs.collectDtmf?.refuse?.(request, actor.record) !== undefined;
  if (reportsKeys(actor) && (declined || needsCore(actor, task))) return undefined;
  checkRequest(actor, { verb: collectFacts, input: request, options: task.options });
  return request;
}

/**
 * Whether there is something that a provider may not do while it collects: report single keys, which the bot listens to, or for which others wait that
 * were pressed before; and take the options of its prompts, which are those of a collection.
 */
function needsCore(
  { adapter, instance, life, record }: CallActor,
  { input: { settings }, options: { providerOptions } }: Task<CollectInput>,
): boolean {
  const listens = instance.hub.has("dtmf-received") || life.has("dtmf-received");
  const own = providerOptions?.[adapter.name] !== undefined && !adapter.verbs.collectDtmf?.options;
  return (listens && !settings.secret) || tonesWait({ record }) || own;
}

/**
 * Has the provider collect. Settles when that has ended, also where the bot has stopped waiting, so that what comes next finds the line free. The bot's
 * signal does not cut off the request, since it would not be known whether there is something to stop: the collection is stopped once it has begun.
 */
export function collectNatively(
  actor: CallActor,
  { id, input: { settings, prompts }, options: { signal: _, ...options }, forCommand }: Task<CollectInput>,
  request: Request,
  accept: OperationControls<CollectResult>["accept"],
): Promise<CollectResult> {
  const begun = { operation: id, ...settings, ...(forCommand ? { forCommand } : {}) };
  const plan: Plan<"collectDtmf", CollectResult> = {
    verb: collectFacts,
    input: request,
    options,
    timeoutMs: overdueMs(request),
    secret: settings.secret,
    begin: (turn) => beginNative(turn, begun, settings.bargeIn || prompts.length === 0),
    yield: ({ value }) => readCollectResult(value),
    cancel: async () => {},
  };
  return runStep(actor, plan, id, accept);
}

/** So many keys are reckoned with where the bot asks for more, or does not say. */
const manyKeys = 100;
/** How long the report of a collection may take to get here, ms. */
const reportMs = 15_000;
/** The longest time that a timer runs, ms. */
const longestMs = 2_147_483_647;

/** When the report of the provider is overdue, ms after it was asked. */
function overdueMs({ prompts, max = manyKeys, firstToneMs, interToneMs }: Request): number {
  const playsMs = prompts.length > 0 ? promptMs : 0;
  return Math.min(playsMs + firstToneMs + Math.min(max, manyKeys) * interToneMs + reportMs, longestMs);
}
