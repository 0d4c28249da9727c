import { z } from "zod";

/**
 * Must be https (documented). On the loopback interface plain http will do (ours), so that a bot can run next to the simulator
 * without a certificate.
 */
export const callbackUriSchema = z.string().refine(isCallbackUri, {
  error: "must be an https address (http only on this machine: localhost, 127.0.0.1 or [::1])",
});

function isCallbackUri(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  if (protocol === "https:") return true;
  return protocol === "http:" && (hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127."));
}
