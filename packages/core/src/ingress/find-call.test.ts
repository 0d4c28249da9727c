import { expect, test } from "vitest";
import type { Adapter } from "../adapter/adapter.js";
import type { Store } from "../store/store.js";
import { Loopback, loopbackAdapter, type TestSignal, url, world } from "../testing/loopback.fixture.js";

/** Calls belong to tenants here, and a header says for which one the sender speaks. */
function tenantAdapter(wire: Loopback): Adapter {
  const adapter = loopbackAdapter(wire);
  return {
    ...adapter,
    webhook: {
      ...adapter.webhook,
      verify: async ({ headers }) => ({ role: "callback", tenantId: headers.get("x-tenant") ?? "" }),
      refuseSender: ({ tenantId }, memo) => (tenantId === memo ? undefined : `${tenantId} does not speak for ${memo}`),
    },
  };
}

async function tenants(through?: (store: Store) => Store) {
  const wire = new Loopback();
  const said: string[] = [];
  const quiet = () => {};
  const warn = (fields: object, message: string) => void said.push(`${message} ${JSON.stringify(fields)}`);
  const logger = { debug: quiet, info: quiet, error: quiet, warn };
  const there = world({ adapter: tenantAdapter(wire), logger, ...(through ? { through } : {}) });
  // Somebody has to listen, or the call is rejected.
  there.calling.on("incoming", () => new Promise(() => {}));
  const post = async (tenant: string, ...signals: readonly TestSignal[]) => {
    const body = JSON.stringify(
      signals.map((signal, index) => ({ id: `${tenant}:${index}`, providerCallId: "in-1", ...signal })),
    );
    const headers = { "x-loopback": "secret", "x-tenant": tenant };
    const { status } = await there.calling.handle(new Request(url, { method: "POST", headers, body }));
    await there.settle();
    return status;
  };
  const rings: TestSignal = {
    kind: "incoming",
    id: "incoming",
    from: { kind: "phone", number: "+14255550123" },
    to: { kind: "phone", number: "+14255550100" },
    memo: "ours",
  };
  return { ...there, said, post, rings };
}

test("a sender who may not speak for a call is refused with the reason", async () => {
  const { post, rings, events, said } = await tenants();
  expect(await post("ours", rings)).toBe(202);
  expect(await post("theirs", { kind: "state", state: "disconnected", id: "ended" })).toBe(403);
  expect(events).toEqual(["incoming"]);
  expect(said.join()).toContain("theirs does not speak for ours");
});

test("who speaks of a call before it is on record is asked about once it is, and what was said is named in a warning", async () => {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const late = (store: Store): Store => ({ ...store, claim: (...given) => opened.then(() => store.claim(...given)) });
  const { post, rings, events, settle, said } = await tenants(late);
  expect(await post("ours", rings)).toBe(202);
  expect(await post("theirs", { kind: "state", state: "disconnected", id: "ended" })).toBe(202);
  open();
  await settle();
  await settle();
  expect(events).toEqual(["incoming"]);
  expect(said.join()).toContain("theirs does not speak for ours");
});
