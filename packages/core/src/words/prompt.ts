/**
 * Something to be heard.
 *
 * - `url`: a WAV file, mono, 16-bit, 16 kHz, that the provider can fetch.
 * - `text`: read aloud by the provider; `voice` is the provider's name of a voice, `locale` a BCP 47 tag.
 * - `ssml`: the same, written in SSML.
 *
 * What a provider cannot play is refused with `unsupported` before any request.
 */
export type Prompt =
  | { readonly url: string }
  | { readonly text: string; readonly voice?: string; readonly locale?: string }
  | { readonly ssml: string };
