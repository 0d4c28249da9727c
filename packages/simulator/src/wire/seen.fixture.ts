import { TestRunner } from "vitest";

/** What a test saw of the vendor's client and the simulator. In the report of the tests, from which `docs/methods.md` is made. */
export interface Seen {
  readonly api: "ACS" | "Graph";
  /** Of the vendor's client, such as `CallMedia.play`. Graph's has none: its requests are made by path. */
  readonly method?: string;
  /** Such as `POST /calling/callConnections/{callConnectionId}:play`. Absent: the method made no request. */
  readonly operation?: string;
  readonly outcome: "served" | "not simulated" | "refused";
  /** Why it is not simulated, or what the client said without a request. */
  readonly reason?: string;
}

const seenBy = new WeakMap<object, Seen[]>();

/** Notes what the test sees that runs now, without what its hooks prepare. Resolved when it begins, for what ends later. */
export function witness(): (seen: Seen) => void {
  const test = TestRunner.getCurrentTest();
  if (!test || test.result?.hooks?.beforeEach === "run") return () => {};
  const all: Seen[] = seenBy.get(test) ?? [];
  seenBy.set(test, all);
  Object.assign(test.meta, { seen: all });
  return (seen) => void all.push(seen);
}
