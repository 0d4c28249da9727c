import react from "@vitejs/plugin-react";
import { defaultClientConditions, defineConfig } from "vite";

/** The page, built to where the demo's server serves it from. `DEMO` is the demo behind `vite` while developing. */
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
