import type { SimControl } from "@trunkline/simulator/page";
import { useMemo } from "react";
import type { DemoApi } from "./api/demo-api.js";
import { useDemo } from "./api/use-demo.js";
import { CloudDemo } from "./cloud-demo.js";
import { Demo } from "./demo.js";

/** The demo's page. The simulator's address comes with the demo's state; without one, the bot is on real clouds. */
export function App(props: { readonly api: DemoApi; readonly controlAt: (origin: string) => SimControl }) {
  const { api, controlAt } = props;
  const demo = useDemo(api);
  const origin = demo?.simulatorUrl;
  const control = useMemo(() => (origin === undefined ? undefined : controlAt(origin)), [controlAt, origin]);
  if (!demo) return null;
  if (!control) return <CloudDemo api={api} demo={demo} />;
  return <Demo key={origin} api={api} demo={demo} control={control} />;
}
