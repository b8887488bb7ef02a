import { isTrouble, unwritten } from "../model/file-trouble.ts";
import type { MarkFiles } from "../model/ports.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Account } from "../model/project.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { LiveStore, Stored } from "../model/state-store.ts";
import { utf8Text } from "../model/utf8.ts";
import { readYaml } from "../yaml/yaml.ts";
import { ownFileLimits } from "../yaml/yaml-limits.ts";
import { readLiveFile } from "./format/live-file.ts";

/** The snapshots of accounts in a folder, `<folder>/<account>/live.yaml`. Whoever writes last counts. */
export function liveInFolder({ files, root, folder }: { files: MarkFiles; root: string; folder: string }): LiveStore {
  const pathOf = (account: string) => `${folder}/${account}/live.yaml`;
  const textOf = (account: string): Stored => {
    const bytes = files.readInside(root, pathOf(account), ownFileLimits.bytes);
    const state = bytes === undefined || isTrouble(bytes) ? undefined : utf8Text(bytes);
    return state === undefined ? {} : { state, version: "file" };
  };
  return {
    place: { store: "folder", folder },
    read: async (accounts) => new Map(accounts.map((account) => [account, textOf(account)])),
    swap: async (swaps) => {
      for (const { account, state = "" } of swaps) {
        const trouble = files.writeInside(root, pathOf(account), state);
        if (trouble !== undefined)
          return { status: "refused", problem: unwritten("state-not-written", pathOf(account), trouble) };
      }
      return { status: "landed", versions: new Map() };
    },
  };
}

/**
 * What a text says was live, by account: that of a store is of one account, that of a file of several. One of another
 * appid or brand is a problem.
 */
export function readSnapshots(
  text: string,
  file: string,
  { account, accounts }: { readonly account: string; readonly accounts: readonly Account[] },
): ReadonlyMap<string, Snapshot> | Problem {
  const { values, problems } = readYaml(file, text, { limits: ownFileLimits, style: "data" });
  const read = problems.length > 0 || values.length !== 1 ? undefined : readLiveFile(values[0]?.value ?? null, account);
  if (read === undefined) return problem("live-damaged", { file });
  for (const [name, { identity }] of read) {
    const own = accounts.find((one) => one.name === name);
    if (own === undefined || own.identity === identity) continue;
    const args = { file, found: identity, expected: own.identity, account: name };
    return problem("state-of-another-account", args, { account: name });
  }
  return read;
}
