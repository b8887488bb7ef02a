import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { Applied } from "../../../src/model/applied.ts";
import type { Head, ProjectParts } from "../../../src/model/commits.ts";
import { describeHead, namedRef, type RefVariables } from "../../../src/state/order/head.ts";
import { type Judged, judge, type judgeOrder } from "../../../src/state/order/judge.ts";
import { openQuestions } from "../../../src/state/order/open.ts";
import { askingHere } from "../../../src/state/order/own-git.ts";
import { scratchBeside } from "../../../src/state/order/scratch.ts";
import { bytesOf, documentsOf, git, repositoryOf, watchedGit } from "./host.ts";

/** What is asked of a clone. */
export interface Asking {
  readonly folder: string;
  /** The folder of the project below it. */
  readonly project?: string;
  readonly applied?: Applied;
  readonly recent?: readonly string[];
  /** What the runner of continuous integration says. */
  readonly variables?: RefVariables;
  /** Settings of the repository. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Whose files must not change; the clone where nothing else is said. */
  readonly untouched?: readonly string[];
  /** `judgeOrder` where the order is asked for whatever the documents say. */
  readonly by?: typeof judge | typeof judgeOrder;
}

/** The project that the hosts of the tests hold. */
export const parts: ProjectParts = {
  files: ["wxcards.yaml", "cards/gold.yaml"],
  isPart: (path) => path === "wxcards.yaml" || path.startsWith("cards/"),
};

/**
 * What the rule says of a clone, with HEAD as it was described. Fails where a file of the clone changed, or where the
 * rule counts other operations than git ran.
 */
export async function askedOf(asking: Asking): Promise<Judged & { readonly head: Head }> {
  const { folder, project = "", applied, recent = [], variables = {}, settings = {}, by = judge } = asking;
  const { untouched = [folder] } = asking;
  for (const [key, value] of Object.entries(settings)) git(folder, "config", key, value);
  const before = untouched.map(bytesOf);
  const { run, network } = watchedGit();
  const at = join(folder, project);
  const repository = await repositoryOf(at, run);
  const head = await describeHead(askingHere(repository.user), parts, variables);
  const memory = { recent, ...(applied === undefined ? {} : { applied }) };
  const documents = documentsOf(readFileSync(join(at, "cards/gold.yaml"), "utf8"));
  if (head.status !== "commit") {
    const judged = await by({ head, documents, memory }, unasked);
    return { ...judged, head };
  }
  const isNamed = namedRef(variables) !== undefined;
  const questions = openQuestions({
    repository,
    openScratch: scratchBeside(repository, "nonce"),
    head: head.source,
    isNamed,
  });
  const judged = await by({ head, documents, memory }, questions);
  await questions.close();
  expect(readdirSync(join(repository.commonDir, "wxcards"))).toEqual(["state.git"]);
  expect(judged.network).toBe(network());
  expect(untouched.map(bytesOf)).toEqual(before);
  return { ...judged, head };
}

const never = () => {
  throw new Error("nobody is asked");
};
const unasked = { near: never, far: never, tip: never, operations: () => 0 };
