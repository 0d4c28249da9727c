import type { Party, VerbInputs, VerbName } from "@trunkline/core";

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
export const inputsOf: { readonly [V in VerbName]: readonly VerbInputs[V][] } = frozen({
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
