import { createHash } from "node:crypto";
import { fileProblem, isTrouble, unwritten } from "../../model/file-trouble.ts";
import { byText } from "../../model/json.ts";
import type { Clock, MarkFiles, Random } from "../../model/ports.ts";
import type { Problem } from "../../model/problem.ts";
import { ownFolder } from "../../model/project.ts";
import type { StateStore, Stored, Swap, Swapped } from "../../model/state-store.ts";
import { accountFiles, isDiskTrouble } from "./account-files.ts";
import { leaseName, stateName } from "./look.ts";
import { readAccount } from "./read-account.ts";
import type { FilesOf } from "./settle-claim.ts";
import { swapAccounts } from "./swap-accounts.ts";

/** What a store in a folder is made of. */
export interface FolderPlace {
  readonly files: MarkFiles;
  readonly clock: Clock;
  readonly random: Random;
  /** Absolute path of the project's root. */
  readonly root: string;
  /** Below it: each account has a folder of its own there. */
  readonly folder: string;
  /** Below it: where the journals of its accounts stand. */
  readonly journals: string;
}

/**
 * A store of state in a folder, `<folder>/<account>/state.yaml` and `lease.yaml`, for projects outside git and for the
 * embedded platform. Any number of processes may use it at once, on this machine and, over a shared folder, on others:
 * a swap waits for nobody, and whoever is killed within it is carried on by the next one. It keeps no history.
 */
export function folderStore(place: FolderPlace): StateStore {
  const { files, root, folder } = place;
  const filesOf: FilesOf = (account) => accountFiles(place, account);
  const read = async (account: string): Promise<Stored | Problem> => {
    try {
      return await readAccount(filesOf, account);
    } catch (error) {
      return unread(error);
    }
  };
  const swap = async (swaps: readonly Swap[]): Promise<Swapped> => {
    // A project without `init` may not leave the folder out of its commits.
    const isOwn = [folder, place.journals].some((path) => path.startsWith(`${ownFolder}/`));
    const ignored = isOwn && files.createInside(root, `${ownFolder}/.gitignore`, "*\n");
    if (isTrouble(ignored)) return { status: "refused", problem: unwritten("state-not-written", folder, ignored) };
    const result = await swapAccounts(filesOf, nameOf(swaps, place), swaps);
    if (result.status === "landed") return result;
    if (result.status === "trouble") {
      const { file, trouble } = result.error;
      return { status: result.changed ? "unknown" : "refused", problem: unwritten("state-not-written", file, trouble) };
    }
    const stored = new Map<string, Stored>();
    for (const { account } of swaps) {
      const found = await read(account);
      if ("code" in found) return { status: "refused", problem: found };
      stored.set(account, found);
    }
    return { status: "moved", stored };
  };
  return {
    place: { store: "folder", folder },
    journals: { root, folder: place.journals },
    read: async (accounts) => {
      const found = new Map<string, Stored | Problem>();
      for (const account of accounts) found.set(account, await read(account));
      return found;
    },
    swap,
    accounts: async () => {
      const names = files.namesInside(root, folder);
      if (isTrouble(names)) return fileProblem(folder, names);
      const has = (account: string, name: string) => files.kindInside(root, `${folder}/${account}/${name}`) === "file";
      return names.filter((name) => has(name, stateName) || has(name, leaseName)).sort(byText);
    },
    history: async () => ({ records: [], complete: true }),
  };
}

/** What the disk refused, as a problem; throws everything else. */
function unread(error: unknown): Problem {
  if (!isDiskTrouble(error)) throw error;
  return fileProblem(error.file, error.trouble);
}

/**
 * The name of a swap, and what tells one version of an account from every other, in 48 bits: not by chance alone, which
 * somebody may have made repeatable.
 */
function nameOf(swaps: readonly Swap[], { clock, random }: FolderPlace): string {
  const bases = swaps.map(({ account, base = "" }) => `${account} ${base}`);
  const text = [clock.now(), random.next(), ...bases].join("\n");
  return createHash("sha256").update(text, "utf8").digest("hex").slice(0, 12);
}
