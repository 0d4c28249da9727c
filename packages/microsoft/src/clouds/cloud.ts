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
   * Whether the issuer and keys of this cloud's callback tokens are documented. Where they are not, whoever runs a bot there has to
   * name them: guessing would lock the cloud out or let anybody in.
   */
  readonly callbackKeysDocumented: boolean;
}
