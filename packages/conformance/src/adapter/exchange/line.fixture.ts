/** The people on the exchange. */
export type Name = "ada" | "bob";

/** One call, as the exchange has it. */
export interface Line {
  readonly id: string;
  readonly group: boolean;
  /** Where the bot is told of it; absent: at its registered webhook. */
  callback: string | undefined;
  /** As the bot's part of it stands. */
  state: "offered" | "ringing" | "connected" | "over";
  /** Who is on it. When the bot has handed it over, they are still there. */
  readonly members: Map<Name, "rings" | "talks">;
  listening: boolean;
  tones: number;
  rosters: number;
  /** Prompts that play, by their operation, with the way to stop each. */
  readonly playing: Map<string, () => void>;
  /** It is being handed over: by a redirect, or by the transfer of this operation. */
  handing: { readonly to: Name; readonly transfer?: string } | undefined;
}

export function newLine(id: string, parts: Partial<Line>): Line {
  return {
    id,
    group: false,
    callback: undefined,
    state: "ringing",
    members: new Map(),
    listening: false,
    tones: 0,
    rosters: 0,
    playing: new Map(),
    handing: undefined,
    ...parts,
  };
}
