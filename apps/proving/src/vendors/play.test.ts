import { expect, test } from "vitest";
import { fillIn, readPlays } from "./play.js";
import { ourPlays } from "./plays/plays.js";

const play = { app: "mine", files: {}, steps: [{ do: "ask", path: "/" }] };

test("a play needs no more than the app's name, its configuration and a step", () => {
  expect(readPlays([play])).toEqual([
    {
      ...play,
      mustComplete: false,
      locked: true,
      start: ["npm", "run", "dev"],
      called: [],
      people: {},
      steps: [{ do: "ask", path: "/", shows: "", keep: {}, withinMs: 20_000 }],
    },
  ]);
});

test("a step that is not known is refused, with its place", () => {
  expect(() => readPlays([play, { ...play, steps: [{ do: "sing", person: "ada" }] }])).toThrow(
    /The plays are invalid at 1\.steps\.0/,
  );
});

test("every person of our plays is introduced before they do something", () => {
  for (const { app, people, steps } of ourPlays) {
    const known = new Set(Object.keys(people));
    for (const step of steps) {
      if (step.do === "enter") known.add(step.person);
      const acting = "person" in step ? [step.person] : "people" in step ? step.people : [];
      expect({ app, acting: acting.filter((id) => !known.has(id)) }).toEqual({ app, acting: [] });
    }
  }
});

test("values are filled in by name, and one that is missing is an error", () => {
  const values = new Map([["url", "http://127.0.0.1:3000"]]);
  expect(fillIn('CALLBACK_URI="{url}/api"', values)).toBe('CALLBACK_URI="http://127.0.0.1:3000/api"');
  expect(() => fillIn("{room}", values)).toThrow("There is no {room}; there are url.");
});
