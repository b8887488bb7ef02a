/** What bugs are planted in, and by which tests they have to be found, the quickest first. */
export interface Area {
  readonly name: string;
  /** Files and folders of src. */
  readonly files: readonly string[];
  /** Files and folders of test. */
  readonly tests: readonly string[];
}

const stories = [
  "update",
  "create",
  "drift",
  "delete",
  "guards",
  "review",
  "not-applied",
  "no-false-difference",
  "stock",
];
const ruleStories = ["pay-gift", "pay-gift-replace", "pay-gift-down", "pay-gift-former", "pay-gift-memory"];
const oddStories = [
  "memory",
  "new-resources",
  "hidden",
  "impossible",
  "atomic",
  "partial",
  "saved-plan",
  "nothing-lost",
];

function storiesOf(...names: readonly string[]): string[] {
  return names.map((name) => `test/scenarios/${name}/`);
}

export const areas: readonly Area[] = [
  {
    name: "diff",
    files: ["src/diff"],
    tests: [
      "test/diff/",
      ...storiesOf(...stories, ...ruleStories, ...oddStories, "brand-card", "badges", "clearing", "write-only"),
    ],
  },
  {
    name: "planner",
    files: ["src/plan", "src/pipeline/planning"],
    tests: [
      "test/plan/",
      "test/pipeline/planning/",
      ...storiesOf(...stories, ...ruleStories, ...oddStories, "unmanaged", "accounts", "unread-account", "badges"),
    ],
  },
  {
    name: "journal",
    files: [
      "src/pipeline/writing",
      ...["acquire", "book", "journal", "keeper", "keeping", "lease", "memories", "release", "renew", "run-memory"].map(
        (name) => `src/state/${name}.ts`,
      ),
    ],
    tests: [
      ...["test/state/", "test/pipeline/"],
      ...storiesOf("journal", "recovery-rules", "recovery-looks", "recovery-alone", "disk", ...ruleStories),
      ...storiesOf("create", "memory", "partial", "pay-gift-trouble", "faults", "side-by-side", "bug-within"),
      ...storiesOf("stock", "not-applied", "saved-plan", "refusals", "delete", "recovery"),
    ],
  },
  {
    name: "recover",
    files: ["src/pipeline/recovering", "src/pipeline/open-work.ts"],
    tests: [
      "test/pipeline/open-work.test.ts",
      ...storiesOf("recovery-looks", "recovery-rules", "recovery-alone", "recovery-of-odd", "recovery", ...ruleStories),
      ...storiesOf("pay-gift-trouble", "brand-card-numbers", "create", "journal"),
    ],
  },
  {
    name: "redaction",
    files: ["src/cli/secrets", "src/cli/redact.ts"],
    tests: ["test/cli/secrets.test.ts", "test/cli/redact.test.ts", "test/properties/canaries.test.ts"],
  },
  {
    name: "escaping",
    files: [
      ...["harmless", "escape", "page", "spelling", "colour-marks"].map((name) => `src/report/${name}.ts`),
      "src/report/formats/markdown/markup.ts",
      "src/model/hidden-characters.ts",
    ],
    tests: ["test/report/", "test/properties/harmless-output.test.ts"],
  },
];
