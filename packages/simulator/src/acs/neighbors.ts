/** Something that the service has and no operation of ours stands for, by the paths that it is asked at with whatever method. */
interface Neighbor {
  readonly what: string;
  readonly path: RegExp;
}

/**
 * What previews of Call Automation had beside the released operations (source: reports and the vendor's other clients), and what else
 * answers at the address of a resource (source: the descriptions of those APIs).
 */
export const neighbors: readonly Neighbor[] = [
  {
    what: "unmuting participants (2023-10-03-preview)",
    path: /^\/calling\/callConnections\/[^/:]+\/participants:unmute$/,
  },
  { what: "dialogs (previews of 2023)", path: /^\/calling\/callConnections\/[^/:]+\/dialogs(\/|$)/ },
  { what: "summaries of calls (2025-08-15-preview)", path: /^\/calling\/callConnections\/[^/:]+:summarize/ },
  { what: "results of recordings (2025-08-15-preview)", path: /^\/calling\/recordings\/[^/:]+\/result$/ },
  { what: "the identity API", path: /^\/(identities|teamsUser)(\/|$)/ },
  { what: "the API of Teams Phone extensibility", path: /^\/access\// },
  { what: "the rooms API", path: /^\/rooms(\/|$)/ },
  { what: "the chat API", path: /^\/chat(\/|$)/ },
  { what: "the SMS API", path: /^\/(sms|deliveryReports)(\/|$)/ },
  { what: "the email API", path: /^\/emails(:|\/|$)/ },
  { what: "the phone numbers API", path: /^\/(phoneNumbers|availablePhoneNumbers)(\/|$)/ },
  { what: "the direct routing API", path: /^\/sip(:|\/|$)/ },
  { what: "the network traversal API", path: /^\/networkTraversal(\/|$)/ },
  { what: "the job router API", path: /^\/routing(\/|$)/ },
  { what: "the advanced messaging API", path: /^\/messages(\/|$)/ },
];

export function neighborAt(path: string): string | undefined {
  return neighbors.find((neighbor) => neighbor.path.test(path))?.what;
}

/** Whether a path is this service's. */
export function isAcsPath(path: string): boolean {
  return path.startsWith("/calling/") || neighborAt(path) !== undefined;
}
