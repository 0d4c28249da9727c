import { readFileSync } from "node:fs";
import { builtinModules } from "node:module";

const manifest = JSON.parse(readFileSync("package.json", "utf8"));

/** Builds the package that it runs in: one file for each entry that its package.json names, from the source beside it. */
export default {
  input: Object.fromEntries(
    entriesOf(manifest).map((file) => [
      file.replace(/^\.\/dist\/(.*)\.js$/, "$1"),
      file.replace(/^\.\/dist\/(.*)\.js$/, "src/$1.ts"),
    ]),
  ),
  platform: "node",
  external: (id) => builtinModules.includes(id) || /^[^./]/.test(id),
  output: {
    dir: "dist",
    cleanDir: true,
    sourcemap: true,
    minify: false,
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name].js",
  },
};

/** @returns {string[]} the built files of its entries and commands */
function entriesOf({ exports, bin }) {
  const entries = Object.values(exports).map((entry) => entry.default);
  return [...entries, ...Object.values(bin ?? {})].filter(
    (file) => file?.startsWith("./dist/") && file.endsWith(".js"),
  );
}
