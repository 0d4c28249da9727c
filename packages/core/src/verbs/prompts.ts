import type { KnownCall } from "../operations/check-verb.js";
import { CallingError } from "../words/calling-error.js";
import type { Prompt } from "../words/inputs-and-results.js";

const forms = ["url", "text", "ssml"] as const;

/** One prompt or several, checked against what the provider takes. @throws CallingError `invalid-request`. */
export function readPrompts(
  { adapter }: Pick<KnownCall, "adapter">,
  verb: "play" | "collectDtmf",
  prompts: Prompt | readonly Prompt[],
): readonly Prompt[] {
  const list: readonly Prompt[] = Array.isArray(prompts) ? prompts : [prompts];
  const most = adapter.limits.prompts ?? Number.POSITIVE_INFINITY;
  const refuse = (what: string, hint: string) =>
    new CallingError("invalid-request", `${verb}: ${what}`, { provider: adapter.name, verb, hint });
  if (list.length === 0) throw refuse("0 prompts", "Give one or several.");
  if (list.length > most)
    throw refuse(`${list.length} prompts; ${adapter.name} takes 1 to ${most}`, "Play them in several goes.");
  for (const [index, prompt] of list.entries()) {
    const wrong = wrongWith(prompt);
    if (wrong !== undefined)
      throw refuse(`prompt ${index + 1} ${wrong}`, 'Give { url: "https://…" }, { text: "…" } or { ssml: "…" }.');
  }
  return list;
}

/** What is wrong with a prompt, without its content: an address may have a signature in it. */
function wrongWith(prompt: unknown): string | undefined {
  if (typeof prompt !== "object" || prompt === null) return "is not an object";
  const given = Object.entries(prompt).filter(([name]) => forms.some((form) => form === name));
  const [form, ...others] = given;
  if (!form) return "has neither url nor text nor ssml";
  if (others.length > 0) return `has ${given.map(([name]) => name).join(" and ")}, and can have one of them`;
  const [name, value] = form;
  if (typeof value !== "string" || value === "") return `has an empty ${name}`;
  if (name === "url" && !isWebAddress(value)) return "has a url that is no http or https address";
  return undefined;
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
