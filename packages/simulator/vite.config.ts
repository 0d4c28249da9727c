import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The page, built to where the simulator serves it from. `SIMULATOR` is the simulator behind `vite` while developing. */
export default defineConfig({
  root: "page",
  base: "./",
  plugins: [react()],
  build: { outDir: "../dist/page", emptyOutDir: true },
  server: { proxy: { "/_sim": process.env.SIMULATOR ?? "http://127.0.0.1:4010" } },
});
