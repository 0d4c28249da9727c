import { playRounds, ratioOf, spreadOf } from "../measure/rounds.js";
import { Child } from "../processes/child.js";
import { importIt } from "../processes/protocol.js";
import type { Group } from "./group.js";

/** Each adapter, with the SDK that it is built on. */
const adapters = [
  { ours: "@trunkline/acs", vendors: "@azure/communication-call-automation" },
  { ours: "@trunkline/graph", vendors: "@microsoft/microsoft-graph-client" },
];
const modules = ["@trunkline/core", ...adapters.flatMap(({ ours, vendors }) => [ours, vendors]), "trunkline"];

/** How long a program takes to import each package, with its dependencies. */
export const startUp: Group = {
  name: "start-up",
  about: "how long it takes to import the packages",
  async run({ quick }) {
    const contenders = modules.map((specifier) => ({
      name: specifier,
      async play() {
        await using child = new Child("programs/import.js", { specifier });
        return await child.ask(importIt, undefined);
      },
    }));
    const played = await playRounds(contenders, { warmUp: 1, counted: quick ? 3 : 9 });
    const wallOf = (name: string) => (played.get(name) ?? []).map(({ wallMs }) => wallMs);
    return {
      name: "start-up",
      title: "Start-up: importing a package (zod is there already)",
      tables: [
        {
          title: "import",
          columns: ["ms", "CPU ms"],
          rows: [...played].map(([name, samples]) => ({
            name,
            cells: [spreadOf(samples.map(({ wallMs }) => wallMs)), spreadOf(samples.map(({ cpuMs }) => cpuMs))],
          })),
        },
      ],
      goals: adapters.map(({ ours, vendors }) => ({
        what: `importing ${ours}, of ${vendors}`,
        wanted: { atMost: 1.6 },
        reached: ratioOf(wallOf(ours), wallOf(vendors)).median,
      })),
    };
  },
};
