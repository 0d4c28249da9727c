import type { LinkStatus } from "../link/event-stream.js";
import "./link-notice.css";

/** Says so while the page does not hear from its server. */
export function LinkNotice({ status }: { readonly status: LinkStatus }) {
  if (status !== "lost") return null;
  return (
    <p className="link-notice" role="status">
      No connection. Trying again…
    </p>
  );
}
