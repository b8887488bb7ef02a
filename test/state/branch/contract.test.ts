import { afterAll } from "vitest";
import { realRandom } from "../../../src/cli/clock.ts";
import { branchStore } from "../../../src/state/branch/store.ts";
import { storeContract } from "../store-contract.ts";
import { quickClock } from "./store-support.ts";
import { clear, git, place, repositoryOf } from "./support.ts";

afterAll(clear);

async function worldIn(folder: string) {
  const repository = await repositoryOf(folder);
  return { open: () => branchStore({ repository, clock: quickClock(), random: realRandom, env: {} }) };
}

storeContract("branches of a remote", () => worldIn(place().work));

storeContract("branches of a remote that is spoken to by an old protocol", () => {
  const { work } = place();
  git(work, "config", "protocol.version", "0");
  return worldIn(work);
});

storeContract("branches of a repository without a remote", () => {
  const { work } = place();
  git(work, "remote", "remove", "origin");
  return worldIn(work);
});
