/** This machine, as a host name or an address of the loopback interface. */
const LOOPBACK_NAME = String.raw`(localhost\.?|127(\.\d{1,3}){3}|\[::1\])`;
const LOOPBACK_ORIGIN = new RegExp(`^https?://${LOOPBACK_NAME}(:\\d+)?$`, "i");
/** Some clients of the clouds write the port twice (`localhost:4911:4911`). */
const LOOPBACK_HOST = new RegExp(`^${LOOPBACK_NAME}(:\\d+){0,2}$`, "i");

/** Whether a page comes from this machine, by its `Origin` header. */
export function isLoopbackOrigin(origin: string): boolean {
  return LOOPBACK_ORIGIN.test(origin);
}

/**
 * Whether a request names this machine, by its `Host` header. A web page can have a name of its own resolved to 127.0.0.1 (DNS rebinding), and then counts as
 * the same site as a server there: only the name that it has to send gives it away. So what listens on the loopback interface answers to no other.
 */
export function isLoopbackHost(host: string | null | undefined): boolean {
  return LOOPBACK_HOST.test(host ?? "");
}

/**
 * Whether a browser sends a request for a page of another origin, by its `Sec-Fetch-Site` header: for an image, a link or a frame there need be no `Origin`.
 * Only browsers send the header, and no page can change it; other programs do not send it.
 */
export function isForAnotherPage(fetchSite: string | null | undefined): boolean {
  return !["same-origin", "none", ""].includes(fetchSite ?? "");
}

type Handle<E> = (request: Request, env: E) => Response | Promise<Response>;

/** Refuses what was not sent to this machine by name. */
export function loopbackOnly<E>(handle: Handle<E>): Handle<E> {
  return (request, env) => {
    const host = request.headers.get("host");
    if (isLoopbackHost(host)) return handle(request, env);
    const message = `This server answers to localhost, 127.0.0.1 and [::1] only, not to ${JSON.stringify(host ?? "")}. Behind a proxy or a tunnel, have it send one of them as the Host.`;
    return Response.json({ error: { code: "forbidden", message } }, { status: 403 });
  };
}
