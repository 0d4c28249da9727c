#!/usr/bin/env node
import { create } from "./create.js";

try {
  process.stdout.write(create(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`create-trunkline: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
