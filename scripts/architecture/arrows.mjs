/**
 * Which packages may import which, tests included: `depcruise --config scripts/architecture/arrows.mjs`, part of `npm run check`.
 * Types count everywhere.
 */

/** What each package is built on. An arrow may also skip a stage: the demo may import core. */
const arrows = {
  "packages/core": [],
  "packages/microsoft": ["packages/core"],
  "packages/graph": ["packages/microsoft"],
  "packages/acs": ["packages/microsoft"],
  "packages/redis": ["packages/core"],
  "packages/conformance": ["packages/core"],
  "packages/create": ["packages/core"],
  "packages/simulator": [],
  "packages/trunkline": ["packages/graph", "packages/acs", "packages/redis", "packages/simulator"],
  "apps/demo": ["packages/trunkline", "scripts/redis"],
  "apps/bench": ["packages/trunkline", "scripts/redis"],
  "apps/proving": ["packages/trunkline", "scripts/redis", "docs/examples"],
  "docs/examples": ["packages/trunkline"],
  "scripts/browser": [],
  "scripts/redis": [],
};

/** What tests may also use, unless it makes a cycle. */
const testAids = ["packages/simulator", "packages/conformance", "scripts/browser", "scripts/redis"];

/** The simulator serves people who use none of our packages, and its tests prove that by not using any either. */
const alone = "packages/simulator";

const anyPackage = "^(packages/[^/]+|apps/[^/]+|docs/examples|scripts/browser|scripts/redis)/";
const tests = "\\.(test|fixture)\\.tsx?$";
/** Tests that break a part of another package in place, to check that the proof of a promise then fails. */
const breakers = "/broken/[^/]+\\.test\\.ts$";
/** The only packages that core depends on. Adding one needs a decision. */
const underCore = "(^|/)node_modules/(zod|@opentelemetry/api)/";

/** How files are read: from the sources of the workspace's packages, including imports that only the compiler sees. */
export const options = {
  tsPreCompilationDeps: true,
  doNotFollow: { path: "(^|/)(node_modules|dist)/" },
  exclude: { path: "(^|/)dist/" },
  enhancedResolveOptions: {
    exportsFields: ["exports"],
    conditionNames: ["@trunkline/source", "import", "node", "types"],
  },
};

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  options,
  forbidden: [
    ...Object.keys(arrows).flatMap((folder) => [
      arrow(`${folder} imports what it is built on`, { path: `^${folder}/`, pathNot: tests }, [
        folder,
        ...reach(folder),
      ]),
      arrow(`tests of ${folder} import what they may`, { path: `^${folder}/.*${tests}` }, [
        folder,
        ...reachOfTests(folder),
      ]),
    ]),
    {
      name: "every package has its arrows",
      comment: "Give it a place in scripts/architecture/arrows.mjs.",
      severity: "error",
      from: { path: "^(packages|apps)/", pathNot: Object.keys(arrows).map((folder) => `^${folder}/`) },
      to: {},
    },
    {
      name: "another package is imported by its name",
      severity: "error",
      from: { path: anyPackage, pathNot: breakers },
      to: { dependencyTypes: ["local"], pathNot: "^$1/" },
    },
    {
      name: "imports resolve",
      comment: "There is no such file, or package.json does not name such an entry of the package.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "what a published package imports arrives with it",
      comment: "A development dependency is not installed for users. Pages are bundled, so they may use one.",
      severity: "error",
      from: { path: "^packages/[^/]+/src/", pathNot: tests },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "core stands alone",
      comment: "Core is built on zod and the OpenTelemetry API. See docs/decisions.",
      severity: "error",
      from: { path: "^packages/core/src/", pathNot: tests },
      to: { dependencyTypesNot: ["core", "local"], pathNot: underCore },
    },
    {
      name: "core opens no connection",
      comment: "Core speaks `Request` and `Response`; adapters and servers do the talking.",
      severity: "error",
      from: { path: "^packages/core/src/", pathNot: tests },
      to: { dependencyTypes: ["core"], path: "^(http|https|http2|net|tls|dgram)$" },
    },
    {
      name: "the engine knows no wire",
      comment: "The simulator's engine has no HTTP, and neither the clock nor the randomness of the machine.",
      severity: "error",
      from: { path: "^packages/simulator/src/engine/" },
      to: { pathNot: ["^packages/simulator/src/engine/", "(^|/)node_modules/(vitest|fast-check)/"] },
    },
    {
      name: "commands start from nothing",
      comment:
        "Commands install the dependencies. Until then they load Node's own modules and scripts/lib; import the rest with import().",
      severity: "error",
      from: { path: "^scripts/([^/]+\\.mjs$|lib/)", pathNot: tests },
      to: { dynamic: false, dependencyTypesNot: ["core"], pathNot: "^scripts/lib/" },
    },
  ],
};

/**
 * @param {string} name
 * @param {{ path: string, pathNot?: string }} from
 * @param {readonly string[]} allowed
 * @returns {import("dependency-cruiser").IForbiddenRuleType}
 */
function arrow(name, from, allowed) {
  return { name, severity: "error", from, to: { path: anyPackage, pathNot: allowed.map((folder) => `^${folder}/`) } };
}

/**
 * @param {string} folder
 * @returns {string[]} all packages below this one
 */
function reach(folder) {
  const next = Object.entries(arrows).find(([name]) => name === folder)?.[1] ?? [];
  return next.flatMap((other) => [other, ...reach(other)]);
}

/** @param {string} folder */
function reachOfTests(folder) {
  const aids = folder === alone ? ["scripts/browser"] : testAids.filter((aid) => !reach(aid).includes(folder));
  return [...reach(folder), ...aids];
}
