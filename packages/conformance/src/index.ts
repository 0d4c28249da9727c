export { runStoreCase } from "./store/run-store-case.js";
export type { StoreCase, StoreContext, StoreGroup } from "./store/store-case.js";
export { storeCases } from "./store/store-cases.js";
export { storeSuite } from "./store/store-suite.js";
export type { StoreSuiteOptions, StoreUnderTest } from "./store/store-under-test.js";
