import { type Adapter, type Call, type Calling, CallingError, type Operation } from "@trunkline/core";
import type { Step } from "./settings.js";

export type BotCalling = Calling<Adapter, Step>;
export type BotCall = Call<Adapter, Step>;

/** The call behind a ref; `undefined` when it is forgotten. */
export async function findCall(calling: BotCalling, ref: string): Promise<BotCall | undefined> {
  try {
    return await calling.get(ref);
  } catch (error) {
    if (CallingError.is(error) && error.code === "not-found") return undefined;
    throw error;
  }
}

/** Hangs up. Succeeds when the call is already over. */
export async function hangUp(call: { hangUp(): Operation<unknown> }): Promise<void> {
  try {
    await call.hangUp();
  } catch (error) {
    if (!CallingError.is(error) || error.code !== "call-ended") throw error;
  }
}
