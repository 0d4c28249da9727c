export { type Chromium, findChromium } from "./find-chromium.js";
export { type LaunchOptions, launchChromium } from "./launch-chromium.js";
