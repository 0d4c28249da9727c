import type { WireApp } from "../wire.js";
import { graphBehaviorChangeSchema } from "./behavior.js";
import type { GraphContext } from "./graph-context.js";

/** `GET` and `PATCH /_sim/graph/behavior`: how this Graph behaves, for tests in other languages. */
export function mountBehavior(app: WireApp, graph: GraphContext): void {
  app.get("/_sim/graph/behavior", (c) => c.json(graph.behavior.current()));
  app.patch("/_sim/graph/behavior", async (c) => {
    const change = graphBehaviorChangeSchema.safeParse(await c.req.json().catch(() => undefined));
    if (change.success) return c.json(graph.behavior.change(change.data));
    const [issue] = change.error.issues;
    const message = `${issue?.path.join(".") || "body"}: ${issue?.message ?? "is no behavior"}`;
    return c.json({ error: { code: "invalid-request", message } }, 400);
  });
}
