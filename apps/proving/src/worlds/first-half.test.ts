import { everyOther } from "./half.js";

everyOther("first");
