import { defineVerb, describeParty, type Party } from "@trunkline/core";
import { type MyLineClient, whileRemembered } from "../client.js";

/** Begins a call from one number to one other. */
export function create(client: MyLineClient) {
  return defineVerb<"create">()({
    repeat: whileRemembered,
    refuse({ to: [to, ...others], from }) {
      if (numberOf(from) === undefined)
        return { code: "invalid-request", message: "My Line calls from a number", hint: "Give `from`." };
      if (others.length > 0)
        return { code: "unsupported", message: "My Line has no group calls", hint: "Give one number." };
      if (to && numberOf(to) === undefined)
        return { code: "unsupported", message: `My Line cannot reach ${describeParty(to)}`, hint: "Give a number." };
      return undefined;
    },
    async run({ to: [to], from }, context) {
      const call = await client.begin(context, { to: numberOf(to) ?? "", from: numberOf(from) ?? "" });
      return { providerCallId: call, state: "connecting" };
    },
  });
}

function numberOf(party: Party | undefined): string | undefined {
  return party?.kind === "phone" ? party.number : undefined;
}
