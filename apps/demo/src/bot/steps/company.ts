import { type Participant, partyKey, phone } from "trunkline";
import type { Scene } from "../step.js";

/** Who is on the line beside the bot. */
export interface Company {
  readonly caller: Participant | undefined;
  readonly colleague: Participant | undefined;
}

/** Finds caller and colleague. `callerKey`: the caller, by `partyKey`. */
export async function companyOf(scene: Scene, callerKey: string): Promise<Company> {
  return find(await scene.call.participants(), scene, callerKey);
}

/** Does work for as long as the company is as it has to be. Resolves to `undefined` when somebody leaves before it is done. */
export async function whileThere<T>(
  scene: Scene,
  callerKey: string,
  complete: (company: Company) => boolean,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const { call } = scene;
  const left = new AbortController();
  const look = (participants: readonly Participant[]) => {
    if (!complete(find(participants, scene, callerKey))) left.abort();
  };
  const stop = call.on("participants-changed", ({ participants }) => look(participants));
  try {
    // Somebody may have left before.
    look(await call.participants());
    return await work(left.signal);
  } catch (error) {
    if (left.signal.aborted) return undefined;
    throw error;
  } finally {
    stop();
  }
}

/** Waits for a party to be on the line. Resolves to whether they came in time. */
export async function comes(call: Scene["call"], key: string, withinMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (came: boolean) => {
      clearTimeout(late);
      stop();
      resolve(came);
    };
    const look = (participants: readonly Participant[]) => {
      if (on(participants, key)) end(true);
    };
    const late = setTimeout(() => end(false), withinMs);
    const stop = call.on("participants-changed", ({ participants }) => look(participants));
    call.participants().then(look, () => end(false));
  });
}

function find(participants: readonly Participant[], { settings }: Scene, callerKey: string): Company {
  return { caller: on(participants, callerKey), colleague: on(participants, partyKey(phone(settings.person))) };
}

function on(participants: readonly Participant[], key: string): Participant | undefined {
  return participants.find(({ party, inLobby }) => partyKey(party) === key && !inLobby);
}
