/** Imports one module, and says how long that took. */
import { z } from "zod";
import { sampleOf } from "../measure/sample.js";
import { on, serve } from "../processes/serve.js";
import { readSettings } from "../processes/settings.js";
import { importIt } from "../start-up/exchanges.js";

const { specifier } = readSettings(z.object({ specifier: z.string() }));

serve([on(importIt, () => sampleOf(1, () => import(specifier)))]);
