export { adapterCases } from "./adapter/adapter-cases.js";
export { adapterSuite, runAdapterCase } from "./adapter/adapter-suite.js";
export type { Act, AdapterCase, AdapterContext, AdapterGroup, Needs, Part } from "./adapter/stage/adapter-case.js";
export type {
  AdapterSuiteOptions,
  AdapterUnderTest,
  BotUnderTest,
  PersonUnderTest,
  RequestFault,
} from "./adapter/stage/adapter-under-test.js";
export type { StoreCase, StoreContext, StoreGroup } from "./store/stage/store-case.js";
export type { StoreSuiteOptions, StoreUnderTest } from "./store/stage/store-under-test.js";
export { storeCases } from "./store/store-cases.js";
export { runStoreCase, storeSuite } from "./store/store-suite.js";
