/**
 * @typedef {readonly [file: string, ...tests: string[]]} Proof
 *   Tests of one file, by the ends of their full names; `…` stands for whatever a table of cases puts there.
 *
 * @typedef {object} Promised What is promised in one sentence, and the tests that fail when it is not kept.
 * @property {string} promise
 * @property {readonly Proof[]} proofs
 *
 * @typedef {object} Guarantees Promises about one thing.
 * @property {string} about
 * @property {readonly Promised[]} promises
 */

export {};
