/** Work left for later, tests skipped in ways that the linter misses, and exceptions from rules that allow none. */
const PUT_OFF = [
  /\b(TOD[O]|FIXM[E]|XX[X])\b/,
  /@ts-nochec[k]\b/,
  /\b(test|it|describe|suite)(\.\w+)*\.(tod[o]\(|ski[p]\.)/,
  /biome-ignor[e]\S* lint\/suspicious\/(noExplicitAny|noConsole|noFocusedTests|noSkippedTests|noTsIgnore|noImportCycles)/,
];

/** Nothing is put off, and the rules that Biome enforces on `any`, the console, tests and cycles have no exceptions. */
export const putOff = {
  name: "nothing put off",
  /**
   * @param {import("./project.mjs").Project} project
   * @returns {import("./project.mjs").Violation[]}
   */
  find(project) {
    return project.sources.flatMap((path) =>
      project
        .text(path)
        .split("\n")
        .flatMap((text, index) =>
          PUT_OFF.flatMap((pattern) => {
            const [found] = pattern.exec(text) ?? [];
            return found ? [{ path, line: index + 1, message: `says ${found}: do it now, or leave it out.` }] : [];
          }),
        ),
    );
  },
};
