import type { CallActor } from "../actor/call-actor.js";
import { asJson } from "../base/json.js";
import { createOperation, type Operation } from "../interface/operation.js";
import type { Task } from "../operations/call-verb.js";
import { applyEventually } from "../operations/request-on-call.js";
import { type Command, type CommandOutcome, withOutcome } from "../record/command.js";
import { encodeSent } from "../record/error-codec.js";
import { runBelow } from "../telemetry/trace-parent.js";
import { callVerbs } from "../verbs/verb-table.js";
import { CallingError } from "../words/calling-error.js";
import { writeData } from "./remote-data.js";

/** What commands have begun here, so that a later one can stop it. */
const begun = new WeakMap<CallActor, Map<string, Operation<unknown>>>();

/** Stops what an earlier command began. */
const cancel = {
  name: "cancel",
  perform: (actor: CallActor, { id, input }: Task<{ readonly of: string }>): Operation<unknown> =>
    createOperation<void>(
      id,
      async (controls) => controls.complete(await begun.get(actor)?.get(input.of)?.cancel()),
      async () => {},
    ),
};

/** Everything that another instance can ask for. */
const commands = { ...callVerbs, cancel, data: writeData };

type Name = keyof typeof commands;
type Inputs = {
  readonly [N in Name]: (typeof commands)[N]["perform"] extends (actor: CallActor, task: Task<infer I>) => unknown
    ? I
    : never;
};
type KnownCommand<N extends Name = Name> = {
  [K in N]: Command & { readonly verb: K; readonly input: Inputs[K] };
}[N];

const performers: {
  readonly [N in Name]: { readonly perform: (actor: CallActor, task: Task<Inputs[N]>) => Operation<unknown> };
} = commands;

/** Does what another instance wants done on a call that this one holds, and writes what became of it into the record. */
export function carryOut(actor: CallActor, command: Command): void {
  actor.carrying++;
  let carried = false;
  const done = () => {
    if (!carried) actor.carrying--;
    carried = true;
  };
  const { id } = command;
  runBelow(command.trace, () => work(actor, command))
    .then(
      (value): CommandOutcome => ({ id, value: asJson(value) }),
      (error: unknown): CommandOutcome => ({ id, error: encodeSent(error) }),
    )
    .then((outcome) =>
      applyEventually(actor, (turn) => {
        done();
        turn.set({ outcomes: withOutcome(turn.record.outcomes, outcome) });
      }),
    )
    // The call is not ours any more: the instance that waits reads that off the record.
    .catch(done);
}

async function work(actor: CallActor, command: Command): Promise<unknown> {
  if (!isKnown(command)) throw unknownVerb(actor, command);
  const operation = perform(actor, command);
  const operations = begun.get(actor) ?? new Map<string, Operation<unknown>>();
  begun.set(actor, operations.set(command.id, operation));
  if (command.verb in callVerbs) passOnAcceptance(actor, command.id, operation);
  try {
    return await operation;
  } finally {
    operations.delete(command.id);
  }
}

function perform<N extends Name>(actor: CallActor, command: KnownCommand<N>): Operation<unknown> {
  const { id, input, options } = command;
  return performers[command.verb].perform(actor, { id, input, options, forCommand: true });
}

/** The provider's yes, where the work goes on after it. */
function passOnAcceptance(actor: CallActor, id: string, operation: Operation<unknown>): void {
  operation.accepted
    .then((accepted) =>
      applyEventually(actor, (turn) => turn.set({ outcomes: withOutcome(turn.record.outcomes, { id, accepted }) })),
    )
    .catch(() => {});
}

/** Only core writes commands: the name in the table says what the input is. */
function isKnown(command: Command): command is KnownCommand {
  return Object.hasOwn(commands, command.verb);
}

function unknownVerb({ adapter, ref }: CallActor, { verb }: Command): CallingError {
  return new CallingError("unsupported", `${verb}: the instance that has the call does not know it`, {
    ...{ provider: adapter.name, verb, callRef: ref },
    hint: "Let the instances of the older version drain.",
  });
}
