import type { Played } from "../play/play-scenario.js";
import { acknowledged } from "./acknowledged.js";
import { appliedOnce } from "./applied-once.js";
import { digits } from "./digits.js";
import { errors } from "./errors.js";
import { forwardOnly } from "./forward-only.js";
import { nothingLeft } from "./nothing-left.js";
import { oneEnd } from "./one-end.js";

/** What must hold in every world, whatever went wrong in it. */
export const promises: Readonly<Record<string, (played: Played) => readonly string[]>> = {
  "one end": oneEnd,
  "forward only": forwardOnly,
  acknowledged,
  "applied once": appliedOnce,
  digits,
  "nothing left": nothingLeft,
  errors,
};
