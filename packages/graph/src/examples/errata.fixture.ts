/** What is wrong in a documented example, and what the fixtures beside this file have in its place. */
export interface Erratum {
  readonly page: "create call" | "answer" | "redirect" | "sendDtmfTones";
  readonly examples: readonly number[];
  readonly printed: string;
  readonly mended: string;
  readonly why: string;
}

/** Every mending of the documented examples. Trailing commas, which make many of them no JSON at all, are left out without a row each. */
export const errata: readonly Erratum[] = [
  {
    page: "create call",
    examples: [1],
    printed: "the established notification names call 2e1a0b00-b3c5-…, the content sharing ones 421f4c00-…",
    mended: "all name the call of the response, 2e1a0b00-2db4-…",
    why: "a callback that names another call than its address is refused",
  },
  {
    page: "create call",
    examples: [1, 2, 7, 8],
    printed: "a request without tenantId",
    mended: "the tenant of the example's other messages is added",
    why: "the service answers 403 with code 7505 without it",
  },
  {
    page: "create call",
    examples: [3, 4],
    printed: "the second target is a participantInfo",
    mended: "it is an invitationParticipantInfo like the first",
    why: "targets are declared as invitations",
  },
  {
    page: "create call",
    examples: [3, 4, 6],
    printed: 'the request has "direction": "outgoing"',
    mended: "it is left out",
    why: "the service sets it, and the other examples do without",
  },
  {
    page: "create call",
    examples: [5],
    printed: "tenantId 86dc81db-c112-4228-9222-63f3esaa1edb, and an organizer of a third tenant",
    mended: "both are the tenant of the response",
    why: "the id is no GUID, and the call belongs to the organizer's tenant",
  },
  {
    page: "create call",
    examples: [2, 9, 10],
    printed: "countryCode, endpointType, region and languageId are null in the request",
    mended: "they are left out",
    why: "a member that is null and one that is absent mean the same",
  },
  {
    page: "create call",
    examples: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    printed: "permissions such as Calls.JoinGroupCalls.All and Calls.JoinGroupCallsasGuest.All",
    mended: "Calls.JoinGroupCall.All, Calls.JoinGroupCallAsGuest.All, Calls.InitiateGroupCall.All",
    why: "the application roles have these names",
  },
  {
    page: "answer",
    examples: [2],
    printed: "the content sharing notifications name call 421f4c00-…",
    mended: "they name the call that was answered",
    why: "a callback that names another call than its address is refused",
  },
  {
    page: "redirect",
    examples: [2],
    printed: "the terminated notification's resourceUrl names the call of example 1",
    mended: "it names the call that its data name",
    why: "a callback that names another call than its address is refused",
  },
  {
    page: "redirect",
    examples: [2],
    printed: "the request has routingPolicies, which the page does not declare",
    mended: "it is sent as printed, by a provider option",
    why: "it is the only word on how one asks for this",
  },
  {
    page: "sendDtmfTones",
    examples: [1],
    printed: "tones are a collection of toneInfo",
    mended: "they are plain words",
    why: "the example and the metadata have words",
  },
  {
    page: "sendDtmfTones",
    examples: [1],
    printed: "the response's Location names another call than its request",
    mended: "it is not read: the operation's id is in the body",
    why: "the two contradict each other",
  },
];
