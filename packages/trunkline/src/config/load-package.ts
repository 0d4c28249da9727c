import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type AdapterPackage, CallingError } from "@trunkline/core";

type Exports = Readonly<Record<string, unknown>>;

/**
 * Loads the package of a provider: ours by a short name, any other by the name or path that the configuration gives. What is not in use costs nothing.
 * @throws CallingError `invalid-request` when there is no such package, it cannot be loaded, or it lacks something, all of which is named.
 */
export async function loadPackage(provider: string): Promise<AdapterPackage> {
  if (!provider) throw noPackage("provider is missing");
  const { trunklineAdapter } = await exportsOf(provider);
  if (isPackage(trunklineAdapter)) return trunklineAdapter;
  const lacking = lackingIn(trunklineAdapter).join(" and no ");
  throw new CallingError("invalid-request", `provider is "${provider}", and that package has no ${lacking}`, {
    hint: "An adapter's package exports trunklineAdapter, with fromEnvironment and create (AdapterPackage of @trunkline/core).",
  });
}

function exportsOf(provider: string): Promise<Exports> {
  switch (provider) {
    case "graph":
      return import("@trunkline/graph");
    case "acs":
      return import("@trunkline/acs");
    default:
      return importFrom(provider);
  }
}

async function importFrom(provider: string): Promise<Exports> {
  const address = addressOf(provider);
  if (address === undefined) throw noPackage(`provider is "${provider}", and there is no such package`);
  try {
    return await import(address);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CallingError("invalid-request", `provider is "${provider}", and that package cannot be loaded: ${why}`, {
      hint: `It was found at ${address}.`,
      cause,
    });
  }
}

function noPackage(message: string): CallingError {
  return new CallingError("invalid-request", message, {
    hint: 'Set it to "graph" or "acs" (TRUNKLINE_PROVIDER), or to the name of an adapter\'s package, and install that.',
  });
}

/** Where a package is: as the program finds it, from the working directory or from its main script; else as we find it ourselves. */
function addressOf(provider: string): string | undefined {
  if (provider.startsWith("file:")) return provider;
  if (/^\.{0,2}\//.test(provider)) return pathToFileURL(resolve(provider)).href;
  const [, script = "."] = process.argv;
  for (const folder of [process.cwd(), dirname(resolve(script))]) {
    const found = attempt(() => createRequire(join(folder, "package.json")).resolve(provider));
    if (found !== undefined) return pathToFileURL(found).href;
  }
  // It alone finds a package that exports nothing but `import`.
  return attempt(() => import.meta.resolve(provider));
}

function attempt(find: () => string): string | undefined {
  try {
    return find();
  } catch {
    return undefined;
  }
}

/** What the package of an adapter has to have. */
const members = ["fromEnvironment", "create"] as const;

function isPackage(value: unknown): value is AdapterPackage {
  return lackingIn(value).length === 0;
}

function lackingIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return ["trunklineAdapter"];
  const given = new Map(Object.entries(value));
  return members.filter((name) => typeof given.get(name) !== "function").map((name) => `trunklineAdapter.${name}`);
}
