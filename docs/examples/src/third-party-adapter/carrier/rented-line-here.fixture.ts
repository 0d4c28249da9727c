// The adapter with its carrier, for tests elsewhere: the worlds of apps/proving are played on it too.
export type { Api as CarrierApi } from "@trunkline/conformance/stand-in";
export { rentedLine } from "../rented-line.js";
export { startCarrierApi } from "./api.fixture.js";
export { account, Carrier } from "./carrier.fixture.js";
export { personOn } from "./people.fixture.js";
