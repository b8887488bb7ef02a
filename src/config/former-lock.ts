import { basename } from "node:path";
import { isTrouble } from "../model/file-trouble.ts";
import type { Files } from "../model/ports.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Account, Project } from "../model/project.ts";
import { lockFile, lockFolder } from "./lock.ts";
import { utf8Text } from "./utf8.ts";
import { ownFileLimits } from "./yaml-limits.ts";

/**
 * Accounts without a lock file while one of a name that is none here has the memory of the very same appid or brand:
 * they were renamed, and going on would forget what was made, and make it again.
 */
export async function formerLocks(files: Files, project: Project, accounts: readonly Account[]): Promise<Problem[]> {
  const bare = accounts.filter(
    (account) => !account.sandbox && files.kindInside(project.root, lockFile(account)) === undefined,
  );
  if (bare.length === 0) return [];
  const names = new Set(project.accounts.map(({ name }) => name));
  const found = await files.glob(project.root, [`${lockFolder}/*.yaml`]);
  if ("code" in found) return [found];
  const others = found.filter((file) => !names.has(basename(file, ".yaml")));
  return others.flatMap((file) => {
    const bytes = files.readInside(project.root, file, ownFileLimits.bytes);
    const text = bytes === undefined || isTrouble(bytes) ? "" : (utf8Text(bytes) ?? "");
    const [, written = ""] = /^identity:([^\r\n]*)$/m.exec(text) ?? [];
    const account = bare.find((one) => one.identity === unquoted(written.trim()));
    if (account === undefined) return [];
    const args = {
      file,
      identity: account.identity,
      account: account.name,
      wanted: `${lockFolder}/${account.name}.yaml`,
    };
    const place = { file, line: 1, column: 1 };
    return [problem("lock-of-former-name", args, { place })];
  });
}

/** A scalar without the quotes it may stand in. */
function unquoted(scalar: string): string {
  return /^(["']).*\1$/.test(scalar) ? scalar.slice(1, -1) : scalar;
}
