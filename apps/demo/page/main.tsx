import { httpControl, type SimControl } from "@trunkline/simulator/page";
import { StrictMode, useMemo } from "react";
import { createRoot } from "react-dom/client";
import { type DemoApi, httpDemo, useDemo } from "./api.js";
import { CloudDemo } from "./cloud-demo.js";
import { Demo } from "./demo.js";

const place = document.getElementById("page");
if (!place) throw new Error("index.html has no #page");
const api = httpDemo();
createRoot(place).render(
  <StrictMode>
    <App api={api} controlAt={httpControl} />
  </StrictMode>,
);

/** The demo's page. The simulator's address comes with the demo's state; without one, the bot is on real clouds. */
function App(props: { readonly api: DemoApi; readonly controlAt: (origin: string) => SimControl }) {
  const { api, controlAt } = props;
  const demo = useDemo(api);
  const origin = demo?.simulatorUrl;
  const control = useMemo(() => (origin === undefined ? undefined : controlAt(origin)), [controlAt, origin]);
  if (!demo) return null;
  if (!control) return <CloudDemo api={api} demo={demo} />;
  return <Demo key={origin} api={api} demo={demo} control={control} />;
}
