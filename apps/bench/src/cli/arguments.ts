import { parseArgs } from "node:util";
import type { Group } from "../groups/group.js";
import { groups } from "../groups/groups.js";

/** The arguments of a run. */
export interface Arguments {
  readonly groups: readonly Group[];
  readonly quick: boolean;
  readonly json: string | undefined;
  readonly picture: string | undefined;
  readonly profiles: string | undefined;
}

export const usage = `npm run bench [-- [options] [group …]]

Measures Trunkline beside the vendors' bare clients, a pipeline written by hand and the floor, and prints tables.
All groups take about twenty-five minutes, and want a machine that does nothing else.

Groups, all of them unless some are named:
${groups.map(({ name, about }) => `  ${name.padEnd(18)}${about}`).join("\n")}

Options:
  --quick           fewer and shorter rounds, about three minutes: good for directions only
  --json <file>     writes the report as JSON
  --picture <file>  draws it as SVG
  --profiles <dir>  writes a CPU profile of each process; profiling costs time, so the figures are not to be compared then
  --help            this text`;

/** Reads the command line. A string says what is wrong with it. */
export function readArguments(given: readonly string[]): Arguments | "help" | { readonly wrong: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...given],
      allowPositionals: true,
      options: {
        quick: { type: "boolean", default: false },
        json: { type: "string" },
        picture: { type: "string" },
        profiles: { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    const { help, quick, json, picture, profiles } = values;
    if (help) return "help";
    const unknown = positionals.find((name) => !groups.some((group) => group.name === name));
    if (unknown !== undefined)
      return { wrong: `There is no group "${unknown}". There are: ${groups.map(({ name }) => name).join(", ")}.` };
    const chosen = groups.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
    return { groups: chosen, quick, json, picture, profiles };
  } catch (error) {
    // Node's message has more to say about arguments that start with a dash, which no group does.
    const [first = ""] = (error instanceof Error ? error.message : String(error)).split(/\. |\n/);
    return { wrong: `${first}. See npm run bench -- --help.` };
  }
}
