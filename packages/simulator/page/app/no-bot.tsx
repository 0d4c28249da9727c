import { Empty } from "../ui/empty.js";

/** Shown while no bot is registered: how to register one. */
export function NoBot({ origin }: { readonly origin: string }) {
  return (
    <Empty title="No bot yet">
      <p>Tell the simulator where yours listens. In a terminal:</p>
      <pre>{`curl ${origin}/_sim/bots -H 'content-type: application/json' -d '{
  "cloud": "acs",
  "number": "+14255550100",
  "webhookUrl": "http://127.0.0.1:3000/calls"
}'`}</pre>
    </Empty>
  );
}
