import { z } from "zod";

/**
 * Where callbacks go. The service takes https only and says so in these words (documented); an address of this machine may be
 * http here (ours), because nobody has a certificate for it.
 */
export const callbackUriSchema = z
  .string()
  .refine((address) => URL.canParse(address), "it is no absolute address")
  .refine(
    (address) => !URL.canParse(address) || isAllowed(new URL(address)),
    "Call Automation doesn't support HTTP endpoints",
  );

function isAllowed(url: URL): boolean {
  if (url.protocol === "https:") return true;
  return url.protocol === "http:" && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
}
