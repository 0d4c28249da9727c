import type { acs } from "@trunkline/acs";
import type { Call, Calling, IncomingCall } from "@trunkline/core";
import type { graph } from "@trunkline/graph";
import type { PersonHandle, Simulator } from "@trunkline/simulator";

type Either = ReturnType<typeof acs> | ReturnType<typeof graph>;

/** What the blocks on the pages may speak of without having made it themselves. */
declare global {
  const calling: Calling<Either>;
  const call: Call<Either>;
  const incoming: IncomingCall<Either>;
  const simulator: Simulator;
  const ada: PersonHandle;
  const bot: { handle(request: Request): Promise<Response> };
}
