/**
 * What would tie the repository to the place where it was written. Each pattern has a class in its middle, so that
 * this file does not match itself.
 *
 * @type {readonly (readonly [RegExp, string])[]}
 */
const TRACES = [
  [/(?<![\w.@-])\/(root|work|home|Users)[/][\w.]/, "a path of somebody's machine"],
  [/(?<![\w./-])\/tmp[/]\w/, "a path of somebody's machine"],
  [/\.\.\/shared[/]/, "a path outside the repository"],
  [/(?<!\.\.\/)\bshared[/](design|reference|seeds|sketch|spec|hooks)\b/, "a path outside the repository"],
  [/(?<![\w@/])(sketch|seeds)[/]\w/, "a path outside the repository"],
  [
    /https?:\/\/(?!registry\.npmjs\.org)[\w.-]*(registr[y]|artifactor[y]|verdacci[o]|nexu[s])[\w.-]*/,
    "a registry's host",
  ],
  [/_authToke[n]\b/, "a registry's credentials"],
  [/\b(claud[e]|anthropi[c]|chatgp[t]|sub-?agen[t]s?)\b/i, "who or what wrote it"],
  [/\b(generated|written) (by|with) (an? )?(a[i]|llm|assistan[t]|languag[e] model)\b/i, "who or what wrote it"],
  [/\bco-authored-b[y]\b/i, "who or what wrote it"],
];

/** The project stands alone: nothing in it names a machine, a registry or the circumstances of its writing. */
export const noTraces = {
  name: "no traces",
  /**
   * @param {import("./project.mjs").Project} project
   * @returns {import("./project.mjs").Violation[]}
   */
  find(project) {
    return project.paths.flatMap((path) =>
      project
        .text(path)
        .split("\n")
        .flatMap((text, index) =>
          TRACES.filter(([pattern]) => pattern.test(text)).map(([pattern, what]) => ({
            path,
            line: index + 1,
            message: `names ${what}: ${pattern.exec(text)?.[0]}`,
          })),
        ),
    );
  },
};
