import { adapterSuite } from "./adapter-suite.js";
import { gathering, patient, showing, spare, waiting } from "./exchange/exchange-traits.fixture.js";
import { onTheExchange } from "./exchange/on-the-exchange.fixture.js";

adapterSuite("an adapter to a telephone exchange in memory", onTheExchange());
adapterSuite("an adapter to an exchange that says little", onTheExchange(undefined, spare));
adapterSuite("an adapter to an exchange that takes decisions in the response", onTheExchange(undefined, waiting));
adapterSuite(
  "an adapter to an exchange that takes decisions in the response, or later",
  onTheExchange(undefined, patient),
);
adapterSuite("an adapter to an exchange that gathers keys itself", onTheExchange(undefined, gathering));
adapterSuite(
  "an adapter to an exchange that says by its rosters what has become of people",
  onTheExchange(undefined, showing),
);
