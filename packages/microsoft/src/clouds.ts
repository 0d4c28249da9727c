/** The national clouds that Graph documents, by the names that this package uses for them. */
export type CloudName = "global" | "us-gov-l4" | "us-gov-l5" | "china";

/** What is particular to one national cloud. Tokens are not interchangeable between clouds. */
export interface Cloud {
  readonly name: CloudName;
  /** As Microsoft's pages call it. */
  readonly title: string;
  /** Root of the Graph service, without a version. */
  readonly graphRoot: string;
  /** Where Entra issues tokens, without a tenant. */
  readonly authority: string;
  /** The scope of an app-only Graph token. */
  readonly scope: string;
  /** False: the cloud has no cloud communications at all. */
  readonly hasCalls: boolean;
  /** Actions of the call resource that this cloud lacks, in Graph's own words. */
  readonly missingActions: readonly string[];
  /**
   * Whether the issuer and keys of this cloud's callback tokens are documented. Where they are not, a bot there has to
   * name them: a guess would lock the cloud out or let strangers in.
   */
  readonly callbackKeysDocumented: boolean;
}

/** Absent from the metadata of every national cloud but the global one, and marked "global only" on their pages. */
const globalOnly = ["sendDtmfTones", "addLargeGalleryView"] as const;

/** Sources: the "national cloud deployments" note of each Graph page, and the published metadata of each cloud (August 2026). */
export const clouds: Readonly<Record<CloudName, Cloud>> = {
  global: {
    name: "global",
    title: "Global service, Microsoft 365 GCC included",
    graphRoot: "https://graph.microsoft.com",
    authority: "https://login.microsoftonline.com",
    scope: "https://graph.microsoft.com/.default",
    hasCalls: true,
    missingActions: [],
    callbackKeysDocumented: true,
  },
  "us-gov-l4": {
    name: "us-gov-l4",
    title: "US Government L4 (GCC High)",
    graphRoot: "https://graph.microsoft.us",
    authority: "https://login.microsoftonline.us",
    scope: "https://graph.microsoft.us/.default",
    hasCalls: true,
    missingActions: globalOnly,
    callbackKeysDocumented: false,
  },
  "us-gov-l5": {
    name: "us-gov-l5",
    title: "US Government L5 (DoD)",
    graphRoot: "https://dod-graph.microsoft.us",
    authority: "https://login.microsoftonline.us",
    scope: "https://dod-graph.microsoft.us/.default",
    hasCalls: true,
    missingActions: globalOnly,
    callbackKeysDocumented: false,
  },
  china: {
    name: "china",
    title: "China, operated by 21Vianet",
    graphRoot: "https://microsoftgraph.chinacloudapi.cn",
    authority: "https://login.chinacloudapi.cn",
    scope: "https://microsoftgraph.chinacloudapi.cn/.default",
    hasCalls: false,
    missingActions: [],
    callbackKeysDocumented: false,
  },
};

/** The clouds whose calls have an action. */
export function cloudsWith(action: string): readonly CloudName[] {
  return cloudNames.filter((name) => clouds[name].hasCalls && !clouds[name].missingActions.includes(action));
}

/** The names of all clouds, for schemas and error messages. */
export const cloudNames = ["global", "us-gov-l4", "us-gov-l5", "china"] as const satisfies readonly CloudName[];
