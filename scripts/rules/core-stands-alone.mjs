import { importsOf, packageOf } from "./imports.mjs";
import { isTest } from "./project.mjs";

const CORE = "packages/core/";

/** The only packages that core may stand on. Another one is a decision of its own (docs/decisions). */
const ALLOWED = new Set(["zod", "@opentelemetry/api"]);

/** Node's own servers and clients: core speaks `Request` and `Response`, and its adapters do the talking. */
const NETWORK = new Set(["node:http", "node:https", "node:http2", "node:net", "node:tls", "node:dgram"]);

/** Core imports no vendor's SDK, no HTTP framework, and nothing else either. */
export const coreStandsAlone = {
  name: "core stands alone",
  /**
   * @param {import("./project.mjs").Project} project
   * @returns {import("./project.mjs").Violation[]}
   */
  find(project) {
    const manifest = project.has(`${CORE}package.json`) ? JSON.parse(project.text(`${CORE}package.json`)) : {};
    const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })
      .filter((name) => !ALLOWED.has(name))
      .map((name) => ({ path: `${CORE}package.json`, message: `core must not depend on ${name}.` }));
    const imported = project.sources
      .filter((path) => path.startsWith(`${CORE}src/`) && !isTest(path))
      .flatMap((path) =>
        importsOf(project, path)
          .filter(({ specifier }) => !isAllowed(specifier))
          .map(({ specifier, line }) => ({ path, line, message: `core must not import ${specifier}.` })),
      );
    return [...declared, ...imported];
  },
};

/** @param {string} specifier */
function isAllowed(specifier) {
  if (specifier.startsWith(".")) return true;
  if (specifier.startsWith("node:")) return !NETWORK.has(specifier);
  return ALLOWED.has(packageOf(specifier));
}
