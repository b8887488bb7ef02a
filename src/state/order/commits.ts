import type { Commits } from "../../model/commits.ts";
import type { Repository } from "../branch/repository.ts";
import { describeHead, namedRef, type RefVariables } from "./head.ts";
import { openQuestions } from "./open.ts";
import { askingHere } from "./own-git.ts";
import { isPushed } from "./pushed.ts";
import { scratchBeside } from "./scratch.ts";

/** What can be asked about the commits of a repository that was opened. */
export function commitsOf(repository: Repository, variables: RefVariables): Commits {
  const ask = askingHere(repository.user);
  const { remote, nonce } = repository;
  return {
    remote: remote.name,
    describe: (parts) => describeHead(ask, parts, variables),
    ask: (head) =>
      openQuestions({
        repository,
        openScratch: scratchBeside(repository, nonce),
        head,
        isNamed: namedRef(variables) !== undefined,
      }),
    isPushed: (commit) => isPushed(ask, remote.name, commit),
  };
}
