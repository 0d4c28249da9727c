/** The bot's own small record of a call: JSON, kept in the store, there for whichever instance has the call. */
export interface CallData<D> {
  get(): Promise<D | undefined>;
  /** @throws CallingError `invalid-request` when it does not fit the schema given to `createCalling({ data })`. */
  set(value: D): Promise<void>;
  /** Reads, changes and writes at one go. `change` is pure: it may be called again. */
  update(change: (value: D | undefined) => D): Promise<D>;
}
