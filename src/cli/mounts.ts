import { sep } from "node:path";
import type { Disk } from "./disk.ts";

/** What is known of a disk: all its mount points, and those below folders. */
interface Known {
  readonly all: readonly string[];
  readonly below: Map<string, readonly string[]>;
}

const disks = new WeakMap<Disk, Known>();

/**
 * The mount points below a folder, relative to it with `/`. Only Linux tells; none elsewhere.
 *
 * What is mounted there is not of the repository, whoever mounted it: files of the process table look regular, and a
 * folder of secrets is one mount away.
 */
export function mountsBelow(disk: Disk, root: string): readonly string[] {
  if (process.platform !== "linux") return [];
  const { all, below } = disks.get(disk) ?? { all: mountPoints(disk), below: new Map<string, readonly string[]>() };
  disks.set(disk, { all, below });
  const known = below.get(root);
  if (known !== undefined) return known;
  const folder = `${canonical(disk, root)}${sep}`.replace(/\/+$/, "/");
  const found = all.filter((point) => point.startsWith(folder)).map((point) => point.slice(folder.length));
  below.set(root, found);
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
function mountPoints(disk: Disk): readonly string[] {
  try {
    const lines = disk.readFileSync("/proc/self/mountinfo", "utf8").split("\n");
    return lines.map((line) =>
      (line.split(" ")[4] ?? "").replace(/\\(\d{3})/g, (_escape, code: string) =>
        String.fromCharCode(Number.parseInt(code, 8)),
      ),
    );
  } catch {
    return [];
  }
}
