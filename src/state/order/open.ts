import type { Questions, Source } from "../../model/commits.ts";
import { once } from "../../model/once.ts";
import { type AskFar, openFar } from "./far-history.ts";
import { askingHere, type RunIn } from "./own-git.ts";
import { holds, isWholeRepository, relationIn } from "./relation.ts";
import { type Line, type OpenScratch, type OrderRepository, openLine } from "./remote.ts";
import { tipOf } from "./tip.ts";

/** What questions about a HEAD are answered with. */
export interface OpenQuestions {
  readonly repository: OrderRepository;
  readonly openScratch: OpenScratch;
  readonly head: Source;
  /** True where a runner of continuous integration said what it checked out. */
  readonly isNamed: boolean;
}

/**
 * Questions about one HEAD, for all accounts of a run. Nothing is made before the remote has to be asked. Has to be
 * closed.
 */
export function openQuestions(options: OpenQuestions): Questions & { close(): Promise<void> } {
  const { repository, head, isNamed } = options;
  const here = askingHere(repository.user);
  const isWhole = once(() => isWholeRepository(here));
  let operations = 0;
  const asking: RunIn = (args, more) => {
    operations += 1;
    return repository.own(args, more);
  };
  let opening: Promise<Own | undefined> | undefined;
  const own = async () => {
    opening ??= openOwn(options, asking);
    return opening;
  };
  const { isItself } = repository.remote;
  return {
    near: async (commit) => (isName(commit) ? relationIn(here, commit, head.commit, isWhole) : "unknown"),
    far: async (commit, date) => {
      if (!isName(commit)) return "absent";
      if (!isItself) return (await own())?.ask(commit, date) ?? "unknown";
      return (await isWhole()) && !(await holds(here, commit)) ? "absent" : "unknown";
    },
    tip: once(async () => {
      const line = isItself ? "itself" : (await own())?.line;
      return line === undefined ? "unknown" : tipOf({ here, line, head, isNamed });
    }),
    operations: () => operations,
    close: async () => (await opening)?.close(),
  };
}

/** A state is written by others as well: what is no name of a commit is no word for git. */
const isName = (commit: string) => /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(commit);

interface Own {
  readonly line: Line;
  readonly ask: AskFar;
  close(): void | Promise<void>;
}

/**
 * A bare repository of our own that sees the objects of the user's; `asking` is what runs git for the remote. Not the
 * one that keeps the branches of the state: this one is cut off and partial.
 */
async function openOwn(options: OpenQuestions, asking: RunIn): Promise<Own | undefined> {
  const { repository, openScratch, head } = options;
  const scratch = await openScratch();
  if (scratch === undefined) return undefined;
  const env = { GIT_DIR: scratch.folder };
  const format = `--object-format=${repository.objectFormat}`;
  await repository.own(["init", "--quiet", "--bare", "--template=", format], { env });
  const here = askingHere(repository.own, { ...env, ...repository.usersObjects });
  const line = openLine(asking, scratch.folder, repository.remote.key);
  return { line, ask: openFar({ here, line, head }), close: () => scratch.close() };
}
