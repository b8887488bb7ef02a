import { expect, test } from "vitest";
import { memoryFiles, PROJECT, problemsOf, runIn } from "./support.ts";

const gold = "kind: MemberCard\nname: gold\nid: pGold\nspec: {}\n";
const project = { "wxcards.yaml": PROJECT, "cards/gold.yaml": gold };
const head = "format: wxcards.state/1\nidentity: wx0123456789abcdef\n";
const free = "format: wxcards.lease/1\nidentity: wx0123456789abcdef\n";
const call = "    operation: create\n    body: 6e30feebcfeb44f8\n";

/** The two files of an account in the folder of state. */
function stateFiles(state: string, lease = free, account = "coffee"): Readonly<Record<string, string>> {
  return { [`wxcards.state/${account}/state.yaml`]: state, [`wxcards.state/${account}/lease.yaml`]: lease };
}

interface Case {
  readonly about: string;
  readonly argv: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly code: number;
  readonly problems: readonly string[];
}

/** Problems of the command line, of the file system and of state, which no single document can carry. */
const cases: readonly Case[] = [
  {
    about: "no project file here or above",
    argv: ["validate"],
    files: { "cards/gold.yaml": gold },
    code: 64,
    problems: ["project-missing"],
  },
  {
    about: "a project file that is not there",
    argv: ["validate", "--project", "other.yaml"],
    files: project,
    code: 64,
    problems: ["project-missing"],
  },
  {
    about: "a document that is not there",
    argv: ["validate", "cards/silver.yaml"],
    files: project,
    code: 64,
    problems: ["file-missing"],
  },
  {
    about: "a file that no pattern matches",
    argv: ["validate", "drafts/silver.yaml"],
    files: { ...project, "drafts/silver.yaml": gold.replaceAll("old", "ilver").replace("pGilver", "pSilver") },
    code: 0,
    problems: ["drafts/silver.yaml:1:1 document-not-matched"],
  },
  {
    about: "a document outside of the project",
    argv: ["validate", "../elsewhere.yaml"],
    files: project,
    code: 64,
    problems: ["file-outside"],
  },
  {
    about: "an account pattern that fits nothing",
    argv: ["validate", "--account", "tea*"],
    files: project,
    code: 64,
    problems: ["selects-nothing"],
  },
  {
    about: "a target that fits nothing, beside one that does",
    argv: ["validate", "--target", "MemberCard/gold", "--target", "MemberCard/glod"],
    files: project,
    code: 64,
    problems: ["selects-nothing"],
  },
  ...Object.entries<readonly [state: string, problem: string]>({
    "with the marks of a merge": [
      "format: wxcards.state/1\n<<<<<<< ours\nidentity: wx0123456789abcdef\n=======\nidentity: wx1\n>>>>>>> theirs\n",
      "2:1 state-damaged",
    ],
    "of another account": ["format: wxcards.state/1\nidentity: wxfedcba9876543210\n", "2:1 state-of-another-account"],
    "whose identity is a number": ["format: wxcards.state/1\nidentity: 1004\n", "2:1 state-of-another-account"],
    "of another format": ["format: wxcards.state/9\nidentity: wx0123456789abcdef\n", "1:1 state-damaged"],
    "of nothing but a comment": ["# empty\n", "1:1 state-damaged"],
    "with a second document": [`${head}---\nMemberCard/gold:\n  id: pGold\n`, "4:1 state-damaged"],
    "that asks for YAML 1.1": [`%YAML 1.1\n---\n${head}`, "1:1 state-damaged"],
    "that asks for YAML 1.3": [`%YAML 1.3\n---\n${head}`, "1:1 state-damaged"],
    "with one entry twice": [
      `${head}MemberCard/gold:\n  id: pGold\nMemberCard/gold:\n  id: pOther\n`,
      "5:1 state-damaged",
    ],
    "with a digest that is none": [
      `${head}MemberCard/gold:\n  id: pGold\n  settled:\n    /base_info/title: zzz\n`,
      "3:1 state-damaged",
    ],
    "with a misspelt member": [
      `${head}MemberCard/gold:\n  id: pGold\n  setled:\n    /base_info/title: 6e30feebcfeb44f8\n`,
      "3:1 state-damaged",
    ],
    "with a misspelt id": [`${head}MemberCard/gold:\n  ident: pGold\n`, "3:1 state-damaged"],
    "with a call that is under way": [
      `${head}MemberCard/gold:\n  pending:\n    operation: create\n    body: 6e30feebcfeb44f8\n`,
      "3:1 state-damaged",
    ],
    "with a serial that is none": [`${head}serial: -1\n`, "3:1 state-damaged"],
  }).map(([about, [state, found]]) => ({
    about: `a state ${about}`,
    argv: ["plan"],
    files: { ...project, ...stateFiles(state) },
    code: 65,
    problems: [found.replace(/^(\S+) /, "coffee/state.yaml:$1 ")],
  })),
  ...Object.entries<readonly [lease: string, place: string]>({
    "with the marks of a merge": [`${free}=======\n`, "3:1"],
    "of another format": [free.replace("lease/1", "lease/9"), "1:1"],
    "with an intent without its time": [`${free}intents:\n  MemberCard/gold:\n${call}`, "4:1"],
    "with a time of an intent that is none": [`${free}intents:\n  MemberCard/gold:\n${call}    at: xx\n`, "4:1"],
    "with an intent that has a body": [
      `${free}intents:\n  MemberCard/gold:\n${call}    at: 2026-11-21T10:00:00+08:00\n    sent: '{"a":1}'\n`,
      "4:1",
    ],
    "with a lease without an end": [
      `${free}lease:\n  holder: ada\n  nonce: n1\n  since: 2026-11-21T10:00:00+08:00\n`,
      "3:1",
    ],
  }).map(([about, [lease, place]]) => ({
    about: `a lease ${about}`,
    argv: ["plan"],
    files: { ...project, ...stateFiles(head, lease) },
    code: 65,
    problems: [`coffee/lease.yaml:${place} state-damaged`],
  })),
  ...Object.entries({ gone: undefined, empty: "" }).map(([about, text]) => ({
    about: `an account whose state.yaml is ${about} while its lease.yaml is there`,
    argv: ["plan"],
    files: Object.fromEntries(
      Object.entries({ ...project, ...stateFiles(head), "wxcards.state/coffee/state.yaml": text }).filter(
        (file): file is [string, string] => file[1] !== undefined,
      ),
    ),
    code: 65,
    problems: ["state-damaged"],
  })),
  {
    about: "the state of an account that was renamed",
    argv: ["plan"],
    files: { ...project, ...stateFiles(head, free, "former") },
    code: 65,
    problems: ["state-of-former-name"],
  },
  {
    about: "a document with another id than the state",
    argv: ["plan"],
    files: { ...project, ...stateFiles(`${head}MemberCard/gold:\n  id: pOther\n`) },
    code: 3,
    problems: ["cards/gold.yaml:3:5 id-differs-from-state"],
  },
];

test.each(cases)("$about", async ({ argv, files, code, problems }) => {
  const env = { WXCARDS_COFFEE_ACCESS_TOKEN: "token" };
  const ran = await runIn(memoryFiles(files), [...argv, "--format", "json"], { env });
  const found = problemsOf(ran).map((one) =>
    one.file === undefined ? one.code : `${one.file}:${one.line}:${one.column} ${one.code}`,
  );
  expect(found).toEqual(problems);
  expect({ code: ran.code, stderr: ran.stderr }).toEqual({ code, stderr: "" });
  for (const one of problemsOf(ran)) expect([one.message, one.hint ?? ""]).not.toContain(one.code);
});
