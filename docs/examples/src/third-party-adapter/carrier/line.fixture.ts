/** One call of the carrier. */
export interface Line {
  readonly id: string;
  /** Of the bot's part in it. */
  state: "offered" | "ringing" | "up" | "handed-over" | "over";
  /** Who is in it, by address. They stay when the bot has handed it over. */
  readonly people: Map<string, "rings" | "talks">;
  /** What plays, and how to stop its end from coming. */
  playing: { readonly command: string; readonly cancel: () => void } | undefined;
  /** The redirect or transfer under way: to whom, on which leg, by which command. */
  handover: Handover | undefined;
  /** Nothing of the bot's is heard. */
  muted: boolean;
  /** When the last key was pressed: no two at the same time. */
  keyAt: number;
}

export interface Handover {
  readonly to: string;
  readonly by: "redirect" | "transfer";
  readonly command: string;
  readonly leg: string;
}

export function newLine(id: string, state: Line["state"], people: Line["people"]): Line {
  return { id, state, people, playing: undefined, handover: undefined, muted: false, keyAt: 0 };
}
