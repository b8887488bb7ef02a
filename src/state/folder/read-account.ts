import { type Problem, problem } from "../../model/problem.ts";
import type { Stored } from "../../model/state-store.ts";
import { newName } from "./claim.ts";
import { bytesDigest, versionOf, withoutHead } from "./lease-head.ts";
import { mostTurns, restless, stateName, wholeLook } from "./look.ts";
import { type FilesOf, fateOf } from "./settle-claim.ts";

/**
 * What an account holds: what stands, or what a swap that has landed is about to put there. Writes nothing. Throws
 * `DiskTrouble`.
 */
export async function readAccount(filesOf: FilesOf, account: string): Promise<Stored | Problem> {
  const files = filesOf(account);
  for (let count = 0; count < mostTurns; count += 1) {
    const found = await wholeLook(files);
    const last = found.claims.at(-1);
    if (last === undefined || (await fateOf(filesOf, last)) !== "landed")
      return textsOf(files.pathOf, found.state, found.lease);
    const state = (await files.read(newName(found.key, last.swap, "state"))) ?? (await files.read(stateName));
    // Last, since it is moved last: as long as it is here, the other one is in one place or the other.
    const lease = await files.read(newName(found.key, last.swap, "lease"));
    if (lease !== undefined) return textsOf(files.pathOf, state, lease);
  }
  throw restless(files);
}

function textsOf(
  pathOf: (name: string) => string,
  state: Uint8Array | undefined,
  lease: Uint8Array | undefined,
): Stored | Problem {
  const texts: { state?: string; lease?: string } = {};
  for (const [name, bytes] of [["state", state] as const, ["lease", lease] as const]) {
    const text = bytes === undefined ? "" : utf8(bytes);
    if (text === undefined) return problem("file-not-utf8", { file: pathOf(`${name}.yaml`) });
    const said = name === "lease" ? withoutHead(text).text : text;
    if (said !== "") texts[name] = said;
  }
  const version = versionOf(bytesDigest(state), bytesDigest(lease));
  return { ...(version === undefined ? {} : { version }), ...texts };
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
