/** What every callback carries (observed), beside its token. `messageId` differs from message to message, not between repeats of one. */
export function callbackHeaders(chainId: string, messageId: string): Readonly<Record<string, string>> {
  return {
    "content-type": "application/json",
    accept: "application/json",
    "user-agent": "Microsoft-Skype/3.0,(Calling/1.0)",
    "x-microsoft-skype-chain-id": chainId,
    "scenario-id": chainId,
    "x-microsoft-skype-message-id": messageId,
  };
}
