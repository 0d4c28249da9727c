import { adapterSuite } from "./adapter-suite.js";
import { onTheExchange } from "./exchange/on-the-exchange.fixture.js";

adapterSuite("an adapter to a telephone exchange in memory", onTheExchange());
