import { readFileSync } from "node:fs";
import { sep } from "node:path";
import type { Disk } from "./disk.ts";

let all: readonly string[] | undefined;
const below = new WeakMap<Disk, Map<string, readonly string[]>>();

/**
 * The mount points below a folder, relative to it with `/`. Only Linux tells; none elsewhere.
 *
 * What is mounted there is not of the repository, whoever mounted it: files of the process table look regular, and a
 * folder of secrets is one mount away.
 */
export function mountsBelow(disk: Disk, root: string): readonly string[] {
  if (process.platform !== "linux") return [];
  const ofDisk = below.get(disk) ?? new Map<string, readonly string[]>();
  below.set(disk, ofDisk);
  const known = ofDisk.get(root);
  if (known !== undefined) return known;
  all ??= mountPoints();
  const folder = `${canonical(disk, root)}${sep}`.replace(/\/+$/, "/");
  const found = all.filter((point) => point.startsWith(folder)).map((point) => point.slice(folder.length));
  ofDisk.set(root, found);
  return found;
}

function canonical(disk: Disk, root: string): string {
  try {
    return disk.realpathSync(root);
  } catch {
    return root;
  }
}

/** Source: proc_pid_mountinfo(5), the fifth field, in which blanks and the like are octal escapes. */
function mountPoints(): readonly string[] {
  try {
    const lines = readFileSync("/proc/self/mountinfo", "utf8").split("\n");
    return lines.map((line) =>
      (line.split(" ")[4] ?? "").replace(/\\(\d{3})/g, (_escape, code: string) =>
        String.fromCharCode(Number.parseInt(code, 8)),
      ),
    );
  } catch {
    return [];
  }
}
