import { type Names, renamed } from "./names.js";

/** A file of the new project. */
export interface ProjectFile {
  /** From the folder of the project, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** The versions with which the template was tested, by package: the development dependencies of this one. */
export type Versions = Readonly<Record<string, string>>;

/**
 * The files of a new adapter: those of the template under the new name, and those that make a project of them.
 * @param template the files of the template, whose paths begin with `src/`.
 */
export function adapterProject(
  names: Names,
  template: readonly ProjectFile[],
  versions: Versions,
): readonly ProjectFile[] {
  return [
    { path: "package.json", text: json(manifest(names, versions)) },
    { path: "tsconfig.json", text: json(tsconfig) },
    { path: "tsconfig.build.json", text: json(tsconfigOfBuild) },
    { path: ".gitignore", text: "node_modules/\ndist/\n" },
    { path: "README.md", text: readme(names) },
    ...template.map(({ path, text }) => ({ path: renamed(path, names), text: renamed(text, names) })),
  ];
}

function manifest(names: Names, versions: Versions) {
  const pick = (...packages: readonly string[]) =>
    Object.fromEntries(packages.map((name) => [name, `^${(versions[name] ?? "").replace(/^\^/, "")}`]));
  return {
    name: names.package,
    version: "0.0.0",
    description: `Trunkline on ${names.title}.`,
    type: "module",
    engines: { node: ">=20.19" },
    files: ["dist"],
    exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } },
    scripts: {
      test: "tsc && vitest run",
      build: "tsc -p tsconfig.build.json",
      prepublishOnly: "npm test && npm run build",
    },
    dependencies: pick("@trunkline/core", "zod"),
    devDependencies: pick("@trunkline/conformance", "@types/node", "typescript", "vitest"),
  };
}

const tsconfig = {
  compilerOptions: {
    target: "ES2022",
    lib: ["ES2023", "ESNext.Disposable"],
    types: ["node"],
    module: "NodeNext",
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    noEmit: true,
  },
  include: ["src"],
};

const tsconfigOfBuild = {
  extends: "./tsconfig.json",
  compilerOptions: { noEmit: false, declaration: true, rootDir: "src", outDir: "dist" },
  exclude: ["src/**/*.test.ts", "src/**/*.fixture.ts"],
};

function readme({ package: name, kebab, camel, title }: Names): string {
  return `# ${name}

[Trunkline](https://www.npmjs.com/package/trunkline) on ${title}.

\`\`\`sh
npm test       # types, and every promise of an adapter against the stand-in of src/carrier
npm run build
\`\`\`

The suite is green as this was made: against a provider that does not exist, and without the cases of verbs that it does not have yet
(\`npx vitest run --reporter=verbose\` says why each is skipped). Make it ${title}:

1. \`src/options.ts\`: what ${title} gives its customers: a key, a secret, an address.
2. One call, in these files together, since they all speak the provider's one format. Take the other verbs out of \`src/${kebab}.ts\` meanwhile.
   - \`src/carrier/carrier.fixture.ts\`: how ${title} behaves, as its documentation says. The suite is worth what this is worth.
   - \`src/client.ts\` and \`src/errors.ts\`: its requests, and what it says when it refuses one or ends a call.
   - \`src/webhook.ts\` and \`src/parse.ts\`: its signature and its events, with the documented ones in \`src/parse.test.ts\`.
   - \`src/verbs/create.ts\`. \`npx vitest run -t "${camel} create"\` is the first part of the suite that can be green.
3. \`src/verbs\`: then a verb at a time, each with a file of its own. One that is absent is refused by name. Run the suite after each.
4. \`limits\` and \`observations\` in \`src/${kebab}.ts\`: its figures, and what it reports of a call.

\`TRUNKLINE_PROVIDER=${name}\` then chooses it, and a program can also take \`${camel}\` itself.
`;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
