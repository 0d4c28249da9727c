/** Something that is played into a call. `durationMs` says how long it sounds when the sender knows it. */
export type Prompt =
  | { readonly kind: "audio"; readonly url: string; readonly durationMs?: number }
  | {
      readonly kind: "speech";
      readonly text: string;
      readonly voice?: string;
      readonly locale?: string;
      readonly durationMs?: number;
    }
  | { readonly kind: "markup"; readonly markup: string; readonly durationMs?: number };

/** How long a prompt sounds, or why it cannot be played. */
export type PromptLength =
  | { readonly ok: true; readonly durationMs: number }
  | { readonly ok: false; readonly reason: "bad-format" | "not-found" };

/** Tells how long a prompt lasts; given to the engine from outside, because it may have to look at a file. */
export type MeasurePrompt = (prompt: Prompt) => PromptLength;

/** One line that says what a person hears: the text, or the address of the file. */
export function promptTitle(prompt: Prompt): string {
  if (prompt.kind === "audio") return prompt.url;
  if (prompt.kind === "speech") return prompt.text;
  return prompt.markup
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
