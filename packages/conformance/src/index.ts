export type { Act, AdapterCase, AdapterContext, AdapterGroup, Needs, Part } from "./adapter/adapter-case.js";
export { adapterCases } from "./adapter/adapter-cases.js";
export { adapterSuite } from "./adapter/adapter-suite.js";
export type {
  AdapterSuiteOptions,
  AdapterUnderTest,
  BotUnderTest,
  PersonUnderTest,
  RequestFault,
} from "./adapter/adapter-under-test.js";
export { runAdapterCase } from "./adapter/run-adapter-case.js";
export { runStoreCase } from "./store/run-store-case.js";
export type { StoreCase, StoreContext, StoreGroup } from "./store/store-case.js";
export { storeCases } from "./store/store-cases.js";
export { storeSuite } from "./store/store-suite.js";
export type { StoreSuiteOptions, StoreUnderTest } from "./store/store-under-test.js";
