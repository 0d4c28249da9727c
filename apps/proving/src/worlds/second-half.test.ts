import { everyOther } from "./half.js";

everyOther("second");
