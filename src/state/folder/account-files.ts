import { type FileTrouble, isTrouble } from "../../model/file-trouble.ts";
import type { Clock, MarkFiles } from "../../model/ports.ts";
import type { Text } from "../../model/text.ts";
import { ownFileLimits } from "../../yaml/yaml-limits.ts";

/**
 * The files of one account in a folder of state, by name. What the disk refuses is thrown as `DiskTrouble`, and made a
 * value again where the store is entered: between two looks at the disk there is nothing to do about it.
 */
export interface AccountFiles {
  readonly account: string;
  /** The path of a file below the project's root; of the folder, of the empty name. */
  pathOf(name: string): string;
  /** Undefined when there is none. */
  read(name: string): Promise<Uint8Array | undefined>;
  write(name: string, text: Text): Promise<void>;
  /** False when there is one already. */
  create(name: string, text: string): Promise<boolean>;
  /** False when there is none to move. */
  move(from: string, to: string): Promise<boolean>;
  remove(name: string): Promise<void>;
  names(): Promise<readonly string[]>;
  /** A moment for others to get on with theirs. */
  pause(): Promise<void>;
}

/** What the disk refused, and of which file, below the project's root. */
export interface DiskTrouble extends Error {
  readonly file: string;
  readonly trouble: FileTrouble;
}

/** True for what `AccountFiles` throws. */
export function isDiskTrouble(error: unknown): error is DiskTrouble {
  return error instanceof Error && "trouble" in error && "file" in error;
}

/** What is thrown of a file. */
export function diskTrouble(file: string, trouble: FileTrouble): DiskTrouble {
  return Object.assign(new Error(trouble.reason ?? trouble.trouble), { file, trouble });
}

/** In milliseconds. */
const pauseMs = 20;

/** The files of an account below `folder`, which is below `root`. */
export function accountFiles(
  { files, clock, root, folder }: { files: MarkFiles; clock: Clock; root: string; folder: string },
  account: string,
): AccountFiles {
  const pathOf = (name: string): string => (name === "" ? `${folder}/${account}` : `${folder}/${account}/${name}`);
  function whole<Result extends Parameters<typeof isTrouble>[0]>(name: string, result: Result | FileTrouble): Result {
    if (!isTrouble(result)) return result as Result;
    throw diskTrouble(pathOf(name), result);
  }
  return {
    account,
    pathOf,
    read: async (name) => whole(name, files.readInside(root, pathOf(name), ownFileLimits.bytes)),
    write: async (name, text) => {
      whole(name, files.writeInside(root, pathOf(name), text));
    },
    create: async (name, text) => whole(name, files.createInside(root, pathOf(name), text)),
    move: async (from, to) => whole(to, files.moveInside(root, pathOf(from), pathOf(to))),
    remove: async (name) => {
      whole(name, files.removeInside(root, pathOf(name)));
    },
    names: async () => whole("", files.namesInside(root, pathOf(""))),
    pause: () => clock.sleep(pauseMs),
  };
}
