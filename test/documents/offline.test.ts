import { expect, test } from "vitest";
import { memoryFiles, PROJECT, problemsOf, runIn } from "./support.ts";

const gold = "kind: MemberCard\nname: gold\nid: pGold\nspec: {}\n";
const project = { "wxcards.yaml": PROJECT, "cards/gold.yaml": gold };

interface Case {
  readonly about: string;
  readonly argv: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly code: number;
  readonly problems: readonly string[];
}

/** Problems of the command line, of the file system and of lock files, which no single document can carry. */
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
  {
    about: "a lock file with the marks of a merge",
    argv: ["plan"],
    files: {
      ...project,
      "wxcards.state/coffee/state.yaml":
        "format: wxcards.state/1\n<<<<<<< ours\nidentity: wx0123456789abcdef\n=======\nidentity: wx1\n>>>>>>> theirs\n",
    },
    code: 65,
    problems: ["wxcards.state/coffee/state.yaml:2:1 state-damaged"],
  },
  {
    about: "a lock file of another account",
    argv: ["plan"],
    files: { ...project, "wxcards.state/coffee/state.yaml": "format: wxcards.state/1\nidentity: wxfedcba9876543210\n" },
    code: 65,
    problems: ["wxcards.state/coffee/state.yaml:2:1 state-of-another-account"],
  },
  {
    about: "a lock file of another format",
    argv: ["plan"],
    files: { ...project, "wxcards.state/coffee/state.yaml": "format: wxcards.state/9\nidentity: wx0123456789abcdef\n" },
    code: 65,
    problems: ["wxcards.state/coffee/state.yaml:1:1 state-damaged"],
  },
  {
    about: "an empty lock file",
    argv: ["plan"],
    files: { ...project, "wxcards.state/coffee/state.yaml": "" },
    code: 65,
    problems: ["wxcards.state/coffee/state.yaml:1:1 state-damaged"],
  },
  {
    about: "a lock file with a second document",
    argv: ["plan"],
    files: {
      ...project,
      "wxcards.state/coffee/state.yaml":
        "format: wxcards.state/1\nidentity: wx0123456789abcdef\n---\nMemberCard/gold:\n  id: pGold\n",
    },
    code: 65,
    problems: ["wxcards.state/coffee/state.yaml:4:1 state-damaged"],
  },
  ...["1.1", "1.3"].map((version) => ({
    about: `a lock file that asks for YAML ${version}`,
    argv: ["plan"],
    files: {
      ...project,
      "wxcards.state/coffee/state.yaml": `%YAML ${version}\n---\nformat: wxcards.state/1\nidentity: wx0123456789abcdef\n`,
    },
    code: 65,
    problems: ["wxcards.state/coffee/state.yaml:1:1 state-damaged"],
  })),
  {
    about: "a lock file with one entry twice",
    argv: ["plan"],
    files: {
      ...project,
      "wxcards.state/coffee/state.yaml":
        "format: wxcards.state/1\nidentity: wx0123456789abcdef\nMemberCard/gold:\n  id: pGold\nMemberCard/gold:\n  id: pOther\n",
    },
    code: 65,
    problems: ["wxcards.state/coffee/state.yaml:5:1 state-damaged"],
  },
  {
    about: "a lock file without the time of a create",
    argv: ["plan"],
    files: {
      ...project,
      "wxcards.state/coffee/state.yaml":
        "format: wxcards.state/1\nidentity: wx0123456789abcdef\nMemberCard/gold:\n  pending:\n    operation: create\n    body: 6e30feebcfeb44f8\n",
    },
    code: 65,
    problems: ["wxcards.state/coffee/state.yaml:3:1 state-damaged"],
  },
  {
    about: "a lock file with a time of a create that is none",
    argv: ["plan"],
    files: {
      ...project,
      "wxcards.state/coffee/state.yaml":
        "format: wxcards.state/1\nidentity: wx0123456789abcdef\nMemberCard/gold:\n  pending:\n    operation: create\n    body: 6e30feebcfeb44f8\n    at: xx\n",
    },
    code: 65,
    problems: ["wxcards.state/coffee/state.yaml:3:1 state-damaged"],
  },
  {
    about: "a lock file with a digest that is none",
    argv: ["plan"],
    files: {
      ...project,
      "wxcards.state/coffee/state.yaml":
        "format: wxcards.state/1\nidentity: wx0123456789abcdef\nMemberCard/gold:\n  id: pGold\n  settled:\n    /base_info/title: zzz\n",
    },
    code: 65,
    problems: ["wxcards.state/coffee/state.yaml:3:1 state-damaged"],
  },
  {
    about: "a lock file with a misspelt member",
    argv: ["plan"],
    files: {
      ...project,
      "wxcards.state/coffee/state.yaml":
        "format: wxcards.state/1\nidentity: wx0123456789abcdef\nMemberCard/gold:\n  id: pGold\n  setled:\n    /base_info/title: 6e30feebcfeb44f8\n",
    },
    code: 65,
    problems: ["wxcards.state/coffee/state.yaml:3:1 state-damaged"],
  },
  {
    about: "a lock file with a misspelt id",
    argv: ["plan"],
    files: {
      ...project,
      "wxcards.state/coffee/state.yaml":
        "format: wxcards.state/1\nidentity: wx0123456789abcdef\nMemberCard/gold:\n  ident: pGold\n",
    },
    code: 65,
    problems: ["wxcards.state/coffee/state.yaml:3:1 state-damaged"],
  },
  {
    about: "a lock file whose identity is a number",
    argv: ["plan"],
    files: { ...project, "wxcards.state/coffee/state.yaml": "format: wxcards.state/1\nidentity: 1004\n" },
    code: 65,
    problems: ["wxcards.state/coffee/state.yaml:2:1 state-damaged"],
  },
  {
    about: "the lock file of an account that was renamed",
    argv: ["plan"],
    files: { ...project, "wxcards.state/former/state.yaml": "format: wxcards.state/1\nidentity: wx0123456789abcdef\n" },
    code: 65,
    problems: ["wxcards.state/former/state.yaml:1:1 state-of-former-name"],
  },
  {
    about: "a document with another id than the lock file",
    argv: ["plan"],
    files: {
      ...project,
      "wxcards.state/coffee/state.yaml":
        "format: wxcards.state/1\nidentity: wx0123456789abcdef\nMemberCard/gold:\n  id: pOther\n",
    },
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
