import react from "@vitejs/plugin-react";
import { defaultClientConditions, defineConfig } from "vite";

/** The page, built into the folder that the demo's server serves. `DEMO` is the address of the demo behind `vite` during development. */
export default defineConfig(() => {
  const demo = process.env.DEMO ?? "http://127.0.0.1:3000";
  return {
    root: "page",
    base: "./",
    plugins: [react()],
    resolve: { conditions: ["@trunkline/source", ...defaultClientConditions] },
    build: { outDir: "../dist/page", emptyOutDir: true },
    server: { proxy: { "/_sim": demo, "/api": demo } },
  };
});
