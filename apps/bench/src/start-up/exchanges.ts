import { sampleSchema } from "../measure/sample.js";
import { exchange, nothing } from "../processes/exchange.js";

/** Imports the module of the settings. Once a process: the second time costs nothing. */
export const importIt = exchange("import", nothing, sampleSchema);
