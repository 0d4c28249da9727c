import type { E164 } from "@trunkline/core";
import type { CheckedGraphOptions } from "../options.js";

/** Which resource account has which of the bot's numbers, both ways. */
export interface Numbers {
  accountOf(
    number: E164,
  ): { readonly applicationInstance: string; readonly displayName?: string | undefined } | undefined;
  numberOf(applicationInstance: string): string | undefined;
}

export function indexNumbers(numbers: CheckedGraphOptions["numbers"]): Numbers {
  const byAccount = new Map(
    Object.entries(numbers).map(([number, account]) => [account.applicationInstance.toLowerCase(), number]),
  );
  return {
    accountOf: (number) => numbers[number],
    numberOf: (id) => byAccount.get(id.toLowerCase()),
  };
}
