import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { Applied } from "../../../src/model/applied.ts";
import { describeHead, namedRef, type ProjectParts, type RefVariables } from "../../../src/state/order/head.ts";
import { type Judged, judge, type judgeOrder } from "../../../src/state/order/judge.ts";
import { openQuestions } from "../../../src/state/order/open.ts";
import { askingHere } from "../../../src/state/order/own-git.ts";
import type { OrderRepository } from "../../../src/state/order/remote.ts";
import type { Head } from "../../../src/state/order/source.ts";
import { bytesOf, documentsOf, git, openScratch, watchedGit } from "./host.ts";

/** What is asked of a clone. */
export interface Asking {
  readonly folder: string;
  /** The folder of the project below it. */
  readonly project?: string;
  readonly applied?: Applied;
  readonly recent?: readonly string[];
  /** What the runner of continuous integration says. */
  readonly variables?: RefVariables;
  /** Settings for the commands that ask the remote. */
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
  const before = untouched.map(bytesOf);
  const { run, network } = watchedGit();
  const at = join(folder, project);
  const url = git(folder, "config", "--default", "", "--get", "remote.origin.url");
  const all = { "remote.origin.url": url, ...settings };
  const repository: OrderRepository = {
    user: (args, { env }) => run({ args, folder: at, env }),
    own: (args, { env }) => run({ args, folder: at, env: { ...variablesOf(all), ...env } }),
    usersObjects: {
      GIT_ALTERNATE_OBJECT_DIRECTORIES: `"${git(at, "rev-parse", "--path-format=absolute", "--git-path", "objects")}"`,
    },
    remote: { key: "origin", isItself: url === "" },
    objectFormat: git(at, "rev-parse", "--show-object-format"),
  };
  const head = await describeHead(askingHere(repository.user), parts, variables);
  const memory = { recent, ...(applied === undefined ? {} : { applied }) };
  const documents = documentsOf(readFileSync(join(at, "cards/gold.yaml"), "utf8"));
  if (head.status !== "commit") {
    const judged = await by({ head, documents, memory }, unasked);
    return { ...judged, head };
  }
  const isNamed = namedRef(variables) !== undefined;
  const questions = openQuestions({ repository, openScratch, head: head.source, isNamed });
  const judged = await by({ head, documents, memory }, questions);
  await questions.close();
  expect(judged.network).toBe(network());
  expect(untouched.map(bytesOf)).toEqual(before);
  return { ...judged, head };
}

const never = () => {
  throw new Error("nobody is asked");
};
const unasked = { near: never, far: never, tip: never, operations: () => 0 };

function variablesOf(settings: Readonly<Record<string, string>>): Record<string, string> {
  const pairs = Object.entries(settings).flatMap(([key, value], at) => [
    [`GIT_CONFIG_KEY_${at}`, key],
    [`GIT_CONFIG_VALUE_${at}`, value],
  ]);
  return { ...Object.fromEntries(pairs), GIT_CONFIG_COUNT: String(pairs.length / 2) };
}
