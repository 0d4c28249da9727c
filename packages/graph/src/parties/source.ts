import { describeParty, type Party, type Refusal } from "@trunkline/core";
import { type WrittenIdentitySet, writeIdentitySet } from "../wire/identity.js";
import type { Numbers } from "./numbers.js";

/** Whom a call comes from: a number is called from by the resource account that has it. */
export function sourceIdentity(from: Party, numbers: Numbers): WrittenIdentitySet | Refusal {
  switch (from.kind) {
    case "phone": {
      const account = numbers.accountOf(from.number);
      if (!account) {
        return {
          code: "invalid-request",
          message: `no resource account is known for ${describeParty(from)}, which the call is to come from`,
          hint: 'Add it to the option numbers (GRAPH_NUMBERS): graph({ numbers: { "+1…": { applicationInstance: "<object id>" } } }).',
        };
      }
      return writeIdentitySet("applicationInstance", account.applicationInstance, {
        displayName: from.displayName ?? account.displayName,
      });
    }
    case "application":
      return writeIdentitySet("application", from.id, { displayName: from.displayName });
    case "provider":
      if (from.provider === "graph" && from.type === "applicationInstance") {
        return writeIdentitySet("applicationInstance", from.id, { displayName: from.displayName });
      }
      break;
    default:
      break;
  }
  return {
    code: "unsupported",
    message: `a call cannot come from ${describeParty(from)}`,
    hint: "Give one of the bot's numbers, its application, or a resource account of it.",
  };
}

/** Tells the two results of `sourceIdentity` apart. */
export function isRefusal(result: object): result is Refusal {
  return "code" in result && "message" in result;
}
