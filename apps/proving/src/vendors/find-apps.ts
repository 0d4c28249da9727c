import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";

/** A Call Automation app. */
export interface VendorApp {
  /** The name of its folder. */
  readonly name: string;
  readonly folder: string;
}

const CLIENT = "@azure/communication-call-automation";
const SOURCE = /\.[cm]?[jt]s$/;
/** How deep below the given folder apps are looked for. */
const DEPTH = 3;

const manifestSchema = z.looseObject({ dependencies: z.record(z.string(), z.string()).default({}) });

/**
 * The Call Automation apps in a folder, sorted by name: packages that depend on the client and import it. A web page that merely lists it is not
 * one. The folder itself may be an app.
 */
export function findApps(folder: string): readonly VendorApp[] {
  return appsBelow(folder, DEPTH).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function appsBelow(folder: string, depth: number): readonly VendorApp[] {
  if (isApp(folder)) return [{ name: basename(folder), folder }];
  return depth === 0 ? [] : foldersIn(folder).flatMap((inner) => appsBelow(inner, depth - 1));
}

function isApp(folder: string): boolean {
  const path = join(folder, "package.json");
  if (!existsSync(path)) return false;
  const manifest = manifestSchema.safeParse(parseJson(readFileSync(path, "utf8")));
  return manifest.data?.dependencies[CLIENT] !== undefined && importsClient(folder);
}

function importsClient(folder: string): boolean {
  const files = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && SOURCE.test(entry.name),
  );
  return (
    files.some(({ name }) => new RegExp(`["']${CLIENT}["']`).test(readFileSync(join(folder, name), "utf8"))) ||
    foldersIn(folder).some(importsClient)
  );
}

function foldersIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "node_modules" && !entry.name.startsWith("."))
    .map(({ name }) => join(folder, name));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
