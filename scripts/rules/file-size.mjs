import { isTest } from "./project.mjs";

const SOURCE_LINES = 250;
const TEST_LINES = 400;

/** A file has one purpose, and therefore a limited size. */
export const fileSize = {
  name: "file size",
  /**
   * @param {import("./project.mjs").Project} project
   * @returns {import("./project.mjs").Violation[]}
   */
  find(project) {
    return project.paths
      .filter((path) => /\.([cm]?[jt]sx?|css|html)$/.test(path))
      .flatMap((path) => {
        const lines = project.text(path).trimEnd().split("\n").length;
        const limit = isTest(path) ? TEST_LINES : SOURCE_LINES;
        return lines <= limit ? [] : [{ path, message: `has ${lines} lines; ${limit} is the most. Split it.` }];
      });
  },
};
