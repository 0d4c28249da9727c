/** What is shipped: sources of packages, without tests and fixtures. */
const SHIPPED = /^packages\/[^/]+\/src\/(?!.*\.(test|fixture)\.ts$).*\.ts$/;

/** A declaration that closes what it declares: `using x = …`, `await using x = …`. */
const USING = /^\s*(await )?using \w+ =/;

/** Packages run on Node 20.19, which cannot parse `using`. The build does not rewrite it. */
export const oldestNode = {
  name: "packages run on the oldest Node",
  /**
   * @param {import("./project.mjs").Project} project
   * @returns {import("./project.mjs").Violation[]}
   */
  find(project) {
    const message = "declares with `using`, which Node 20 cannot parse: close it in `finally`.";
    return project.paths
      .filter((path) => SHIPPED.test(path))
      .flatMap((path) =>
        project
          .text(path)
          .split("\n")
          .flatMap((text, index) => (USING.test(text) ? [{ path, line: index + 1, message }] : [])),
      );
  },
};
