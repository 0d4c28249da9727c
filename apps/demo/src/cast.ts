import type { PersonOptions } from "@trunkline/simulator";

/** Who is there on the simulator. The caller is whoever sits at the page; the door and the person act by themselves. */
export const cast = {
  bot: { name: "Contoso line", number: "+14255550100" },
  caller: { id: "alice", displayName: "Alice", party: "+14255550123" },
  person: { id: "bob", displayName: "Bob", party: "+14255550142" },
  door: { id: "door", displayName: "Door", party: "+14255550177" },
  pin: "1234",
  doorCode: "1w2#",
} as const;

export const people: readonly PersonOptions[] = [
  { ...cast.caller, reaction: { kind: "manual" } },
  { ...cast.person, reaction: { kind: "answer", afterMs: 1500 } },
  { ...cast.door, reaction: { kind: "answer", afterMs: 800 } },
];
