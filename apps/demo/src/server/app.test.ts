import { expect, test } from "vitest";
import { cast } from "../cast.js";
import { createApp } from "./app.js";
import { Demo } from "./demo.js";
import { EventFeed } from "./event-feed.js";
import { Fleet } from "./fleet.js";

test("a page of another site kills no instance and changes nothing", async () => {
  const fleet = await Fleet.start({
    names: [],
    emptyMs: 0,
    settings: {
      ...{ clouds: [], pin: cast.pin, number: cast.bot.number, person: cast.person.party, prompts: "" },
      door: { number: cast.door.party, code: cast.doorCode },
    },
    onEvent: () => {},
    onChange: () => {},
  });
  const parts = { backends: [], fleet, feed: new EventFeed(), number: cast.bot.number, alone: undefined };
  const app = createApp(new Demo({ ...parts, simulator: undefined }, "graph"), { page: ".", prompts: "." }, undefined);
  const post = (origin: string, type: string) =>
    app.request("http://127.0.0.1:3000/api/provider", {
      method: "POST",
      headers: { origin, "content-type": type },
      body: '{"provider":"acs"}',
    });
  expect((await post("https://evil.example", "text/plain")).status).toBe(403);
  expect((await post("http://127.0.0.1:3000", "application/json")).status).toBe(200);
});
