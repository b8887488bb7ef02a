import { realClock, realRandom } from "../../../src/cli/clock.ts";
import type { GitRunner } from "../../../src/model/git.ts";
import type { Problem } from "../../../src/model/problem.ts";
import type { Stored, Swap } from "../../../src/model/state-store.ts";
import { branchStore } from "../../../src/state/branch/store.ts";
import { type opened, repositoryOf } from "./support.ts";

/** A clock that stands still but for waits, which take no time. */
export function quickClock(): typeof realClock {
  let waited = 0;
  return {
    ...realClock,
    elapsed: () => waited,
    sleep: async (milliseconds) => {
      waited += milliseconds;
    },
  };
}

export async function storeOf(folder: string, runner?: GitRunner, more: Parameters<typeof opened>[2] = {}) {
  const repository = await repositoryOf(folder, runner, more);
  return branchStore({ repository, clock: quickClock(), random: realRandom, env: more.env ?? {} });
}

export function swapOf(account: string, base: string | undefined, text: string, more: Partial<Swap> = {}): Swap {
  const words = {
    subject: `apply ${account}: 1 settled`,
    body: [`MemberCard/gold ${text}`],
    trailers: [["Digest", "d1"]] as const,
  };
  return { account, base, state: `state ${text}\n`, lease: `lease ${text}\n`, words, ...more };
}

/** What was read, or a failing test. */
export function storedOf(read: ReadonlyMap<string, Stored | Problem>, account: string): Stored {
  const found = read.get(account);
  if (found === undefined || "code" in found) throw new Error(JSON.stringify(found));
  return found;
}
