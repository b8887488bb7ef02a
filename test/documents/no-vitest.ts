/* Stands for `vitest` and `esbuild` in programs that tests bundle: modules of tests are of use there, and their tests are not. */
export const afterAll = (): void => {};
export const expect = { getState: () => ({ currentTestName: "" }) };
export const build = (): void => {};
