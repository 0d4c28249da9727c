/** Whether a verb can be had, and under which conditions. */
export interface Capability {
  /** `native`: the provider does it. `emulated`: core makes it of other verbs. `unsupported`: refused before any request. */
  readonly support: "native" | "emulated" | "unsupported";
  /** Why it cannot be had, or how it is made. */
  readonly reason?: string;
  /** Figures that the verb keeps to, in ms or in numbers of things. */
  readonly limits?: Readonly<Record<string, number | boolean>>;
  /** The kinds of input that it takes, for a verb that has kinds: of `join`, the targets. */
  readonly kinds?: readonly string[];
  /** The clouds that have it, where not all of them do. */
  readonly clouds?: readonly string[];
  /** The least-privileged permission, by its real role name. */
  readonly permission?: string;
}
