import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The top folder of the repository. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * @param {...string} parts
 * @returns {string} the absolute path of something in the repository
 */
export const at = (...parts) => join(root, ...parts);
