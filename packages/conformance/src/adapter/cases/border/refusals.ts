import { deepEqual, equal, ok } from "node:assert/strict";
import {
  type Adapter,
  type Party,
  type Refusal,
  type Verb,
  type VerbInputs,
  type VerbName,
  verbNames,
} from "@trunkline/core";
import { inGroup } from "../../stage/adapter-case.js";
import { callOut, offered, onTheLine } from "../../stage/calls.js";
import { refused } from "../../stage/work.js";

/** Somebody whom no cloud can reach: known by nothing but an identifier that is nobody's. */
const nobody: Party = { kind: "unknown", rawId: "nobody, by any name" };

/** What cannot be done is refused before any request. */
export const refusals = inGroup("refusals", {}, [
  {
    name: "looking at an input changes nothing and asks nobody, and says the same each time",
    async run({ under }) {
      const before = under.requests();
      for (const verb of verbNames) look(verb, under.adapter);
      equal(under.requests() - before, 0, "refuse() has made requests");
    },
  },
  {
    name: "a call to somebody who cannot be reached is refused before any request",
    needs: { verbs: ["create"] },
    run: async (context) => {
      await refused(context, "create", () => callOut(context, nobody));
    },
  },
  {
    name: "a redirect to somebody who cannot be reached is refused before any request",
    needs: { verbs: ["redirect"], ada: ["dial"] },
    async run(context) {
      const incoming = await offered(context);
      await refused(context, "redirect", () => incoming.redirect(nobody));
      ok(!incoming.signal.aborted, "the bot cannot decide any more");
    },
  },
  {
    name: "a transfer to somebody who cannot be reached is refused before any request",
    needs: { verbs: ["transfer"], line: true },
    async run(context) {
      const call = await onTheLine(context);
      await refused(context, "transfer", () => call.transfer(nobody));
      equal((await call.snapshot()).state, "connected");
    },
  },
  {
    name: "an option of its own that no verb has is refused before any request",
    needs: { verbs: ["create"], ada: ["answer"] },
    async run(context) {
      const { ada, bot, adapter } = context.under;
      const providerOptions = { [adapter.name]: { "no such option": true } };
      const create = () => context.calling.create({ to: ada.party, from: bot, providerOptions });
      equal((await refused(context, "create", create)).code, "invalid-request");
    },
  },
]);

function look<V extends VerbName>(verb: V, { verbs }: Adapter): void {
  const known: Verb<VerbInputs[V], unknown> | undefined = verbs[verb];
  const call = Object.freeze({ memo: null });
  for (const input of inputsOf[verb]) {
    // The inputs are frozen: one that is changed throws.
    const refusal = known?.refuse?.(input, call);
    deepEqual(known?.refuse?.(input, call), refusal);
    if (refusal) isRefusal(verb, refusal);
  }
}

function isRefusal(verb: VerbName, { code, message }: Refusal): void {
  ok(code === "invalid-request" || code === "unsupported", `${verb} is refused with ${code}`);
  ok(message.length > 0, `${verb} is refused without a word`);
}

/** Somebody of every kind. */
const parties: readonly Party[] = [
  { kind: "phone", number: "+14255550123" },
  { kind: "user", id: "98da8a1a-1b87-452c-a713-65d3f10b1253" },
  { kind: "application", id: "2891555a-92ff-42e6-80fa-6e1300c6b5c6" },
  { kind: "guest", id: "g", displayName: "A guest" },
  { kind: "provider", provider: "nobody", type: "nothing", id: "x" },
  { kind: "unknown", rawId: "nobody, by any name" },
];

const each = <T>(of: (party: Party) => T): readonly T[] => parties.map(of);

/** What `refuse` is asked about: inputs that core lets through, good ones and bad ones. Frozen. */
const inputsOf: { readonly [V in VerbName]: readonly VerbInputs[V][] } = frozen({
  create: [...each((to) => ({ to: [to] })), ...each((from) => ({ to: parties.slice(0, 1), from })), { to: parties }],
  join: [
    { target: { kind: "teams-meeting", url: "https://example.com/not-a-meeting" } },
    { target: { kind: "meeting-id", id: "" } },
    { target: { kind: "meeting-thread", threadId: "", organizer: { id: "", tenantId: "" } } },
    { target: { kind: "meeting-token", token: "" } },
    { target: { kind: "group", id: "" }, as: { kind: "guest", id: "g", displayName: "A guest" } },
    { target: { kind: "room", id: "" } },
    { target: { kind: "server-call", id: "" } },
  ],
  answer: [{}],
  reject: [{ reason: "busy" }, { reason: "declined" }, { reason: "forbidden" }],
  redirect: [...each((to) => ({ to: [to] })), { to: parties }, { to: parties.slice(0, 1), ringMs: 20_000 }],
  hangUp: [{ everyone: false }, { everyone: true }],
  transfer: [
    ...each((to) => ({ to })),
    ...each((transferee) => ({ to: { kind: "phone", number: "+14255550123" } as const, transferee })),
    { to: { kind: "phone", number: "+14255550123" }, replaces: { providerCallId: "x" } },
  ],
  sendDtmf: [
    { tones: [] },
    { tones: ["1", "!"] },
    { tones: Array.from({ length: 100 }, () => "1" as const), gapMs: 100 },
    ...each((to) => ({ tones: ["1"] as const, to })),
  ],
  subscribeDtmf: [{}, ...each((of) => ({ of }))],
  play: [
    { prompts: [{ url: "https://cdn.example.com/hello.wav" }], loop: true },
    { prompts: [{ text: "hello", voice: "nobody's" }, { ssml: "<speak/>" }], loop: false },
    ...each((to) => ({ prompts: [{ url: "https://cdn.example.com/hello.wav" }], loop: false, to: [to] })),
  ],
  cancelMedia: [{}],
  keepAlive: [{}],
  inspect: [{}],
});

/** The same, and whoever changes anything in it fails. */
function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  for (const member of Object.values(value)) frozen(member);
  return Object.freeze(value);
}
