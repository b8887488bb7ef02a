/**
 * `node --import tsx bench/hold.ts STORE FOLDER ENTRIES FIELDS`: fills the state of a project with entries of so many
 * fields; then reads it, asks for the lease, remembers one card and releases, some times. Prints how long the median of
 * asking and releasing took, in milliseconds. STORE is `branch` or `folder`.
 */
import { realCacheFolders } from "../src/cli/cache-folders.ts";
import { realClock, realRandom } from "../src/cli/clock.ts";
import { realFiles } from "../src/cli/files.ts";
import { gitRunner } from "../src/cli/git-runner.ts";
import { valueDigest } from "../src/model/digest.ts";
import type { Account } from "../src/model/project.ts";
import type { Desired } from "../src/model/resource.ts";
import { emptyEntry, type StateEntry } from "../src/model/state.ts";
import type { StateStore } from "../src/model/state-store.ts";
import { openRepository } from "../src/state/branch/repository.ts";
import { branchStore } from "../src/state/branch/store.ts";
import { folderStore } from "../src/state/folder/folder-store.ts";
import { openKeeper } from "../src/state/keeper.ts";
import { readMemories, type StateWorld } from "../src/state/memories.ts";
import { appid, cardId } from "./fixture.ts";
import { median } from "./measure.ts";

const [kind, folder = "", entries = "", fields = ""] = process.argv.slice(2);
const rounds = 5;
const account: Account = {
  name: "coffee",
  platform: "weixin",
  identity: appid,
  default: true,
  sandbox: false,
  settings: {},
};
const common = { clock: realClock, random: realRandom };

async function storeOf(): Promise<StateStore> {
  const journals = ".wxcards/journal";
  if (kind === "folder")
    return folderStore({ ...common, files: realFiles, root: folder, folder: "wxcards.state", journals });
  const { env } = process;
  const nonce = `${process.pid}${Math.floor(Math.random() * 1e9)}`;
  const repository = await openRepository({ git: gitRunner({ env }), folders: realCacheFolders, folder, env, nonce });
  if (typeof repository === "string" || "code" in repository) throw new Error(JSON.stringify(repository));
  return branchStore({ ...common, repository, env });
}

const words = () => ({ subject: "apply coffee", body: [], trailers: [] });

/** What stands after an apply: a digest for each field. */
function entryOf(index: number): StateEntry {
  const paths = Array.from({ length: Number(fields) }, (_, field) => `/base_info/field_${field}`);
  return {
    id: cardId(index),
    settled: Object.fromEntries(paths.map((path) => [path, valueDigest(`${index} ${path}`)])),
  };
}

/** One run: opened anew and read once. Gives how long the lease took, in milliseconds. */
async function run(changes: ReadonlyMap<string, StateEntry>): Promise<number> {
  const store = await storeOf();
  const at: StateWorld = {
    ...{ files: realFiles, clock: realClock, timezone: "Asia/Shanghai", storeOf: () => store },
    keys: { mac: async () => Buffer.from("key of the account") },
  };
  const { memories, problems } = await readMemories(at, [account]);
  if (problems.size > 0) throw new Error(JSON.stringify([...problems]));
  const keeper = openKeeper({ at, random: realRandom, holder: "bench", accounts: [account], memories });
  const pending = { operation: "update", body: "0123456789abcdef", at: "" };
  const announced = new Map([...changes.keys()].slice(0, 1).map((local) => [local, { settled: {}, pending }]));
  const begun = performance.now();
  const acquired = await keeper.acquire(["coffee"], new Map([["coffee", announced]]), words);
  for (const [local, memory] of changes)
    keeper.note({ account: "coffee", address: `coffee/${local}`, memory: emptyEntry } as Desired, memory);
  const left = await keeper.release({ words });
  if (acquired.status !== "held" || left.length > 0) throw new Error(JSON.stringify([acquired, left]));
  return performance.now() - begun;
}

const local = (index: number) => `MemberCard/gold-${index}`;
await run(new Map(Array.from({ length: Number(entries) }, (_, index) => [local(index), entryOf(index)])));
const taken: number[] = [];
for (let round = 0; round < rounds; round += 1) taken.push(await run(new Map([[local(round), entryOf(-round)]])));
console.log(median(taken));
