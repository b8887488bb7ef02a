import type { AccountFiles } from "./account-files.ts";
import { keyOfName } from "./claim.ts";
import { look } from "./look.ts";

/**
 * Takes away what swaps have left in a folder, those that were killed among them: everything that was made on another
 * `lease.yaml` than the one that stands. That one never comes again, so nobody can be about to use it. The names are
 * listed first, because what is made afterwards may be of a later one.
 */
export async function sweep(files: AccountFiles): Promise<void> {
  const names = await files.names();
  const left = names.filter((name) => keyOfName(name) !== undefined);
  if (left.length === 0) return;
  const { key } = await look(files);
  for (const name of left) if (keyOfName(name) !== key) await files.remove(name);
}
