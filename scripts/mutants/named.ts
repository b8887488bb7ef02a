/** A bug that somebody could make any day, and the test that has to find it. */
export interface NamedBug {
  /** What would happen to people. */
  readonly name: string;
  readonly file: string;
  /** Stands once in the file. */
  readonly from: string;
  readonly to: string;
  readonly test: string;
}

export const named: readonly NamedBug[] = [
  {
    name: "a create goes out before it is written down",
    file: "src/pipeline/writing/journal.ts",
    from: "return store.writeNow(desired, entry);",
    to: "store.note(desired, entry); return undefined;",
    test: "test/scenarios/create/story.test.ts",
  },
  {
    name: "what was sent is judged at once, and made a second time",
    file: "src/model/patience.ts",
    from: "return now < judgedFrom(recordedAt);",
    to: "return false;",
    test: "test/scenarios/recovery/story.test.ts",
  },
  {
    name: "what a crash took down stays down",
    file: "src/pipeline/recovering/put-up.ts",
    from: "if (formers.length === 0) return undefined;",
    to: "if (formers.length >= 0) return undefined;",
    test: "test/scenarios/recovery/story.test.ts",
  },
  {
    name: "a disk that is full stops nothing",
    file: "src/apply/progress.ts",
    from: "progress.halted ??= halt;",
    to: "",
    test: "test/scenarios/disk/story.test.ts",
  },
  {
    name: "an interruption stops nothing",
    file: "src/apply/progress.ts",
    from: "return reason ?? (signal.aborted ? whyStopped(signal) : undefined);",
    to: "return reason;",
    test: "test/scenarios/ends-in-time/story.test.ts",
  },
  {
    name: "Retry-After is cut to a minute",
    file: "src/platform/retry-after.ts",
    from: "Math.max(1_000, ms)",
    to: "Math.min(60_000, Math.max(1_000, ms))",
    test: "test/platform/pause.test.ts",
  },
  {
    name: "what was changed at the console is written over",
    file: "src/diff/judge.ts",
    from: 'if (origin !== "drift") return',
    to: "if (true) return",
    test: "test/scenarios/drift/story.test.ts",
  },
  {
    name: "what goes one way only is turned back",
    file: "src/diff/judge.ts",
    from: "return to === true;",
    to: "return true;",
    test: "test/scenarios/impossible/story.test.ts",
  },
  {
    name: "a saved plan approves what moved since",
    file: "src/plan/approve.ts",
    from: "wanted.get(address) === found.get(address) ||",
    to: "wanted.has(address) ||",
    test: "test/scenarios/saved-plan/story.test.ts",
  },
  {
    name: "a lease that another machine holds holds nobody",
    file: "src/state/acquire.ts",
    from: "if (isHolderDead(holderPlace(keeping, book), name, lease.nonce)) return undefined;",
    to: 'if (name !== "") return undefined;',
    test: "test/simulation/clones.test.ts",
  },
  {
    name: "any number of changes goes through without consent",
    file: "src/plan/consent.ts",
    from: "if (changed <= maxChanges)",
    to: "if (true)",
    test: "test/scenarios/guards/story.test.ts",
  },
  {
    name: "a secret in base64 comes out",
    file: "src/cli/secrets/needles.ts",
    from: "[0, 1, 2].map((before)",
    to: "[0].map((before)",
    test: "test/properties/canaries.test.ts",
  },
  {
    name: "a line of data commands the CI runner",
    file: "src/report/harmless.ts",
    from: "const hashes = /##(?=",
    to: "const hashes = /###(?=",
    test: "test/report/harmless.test.ts",
  },
];
