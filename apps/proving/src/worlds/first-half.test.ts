import { everyOther } from "./half.fixture.js";

everyOther("first");
