/** Imports one module, and reports how long that took. */
import { z } from "zod";
import { sampleOf } from "../measure/sample.js";
import { importIt } from "../processes/protocol.js";
import { on, readSettings, serve } from "../processes/serve.js";

const { specifier } = readSettings(z.object({ specifier: z.string() }));

serve([on(importIt, () => sampleOf(1, () => import(specifier)))]);
