/**
 * What the cache below the git directory needs of a disk beside git: whole folders moved and taken away. Paths are
 * absolute. Nothing here is flushed: a cache that a power cut tears is made again.
 */
export interface CacheFolders {
  exists(path: string): boolean;
  /** Makes a folder and those above it; the words of the machine where it cannot. */
  make(folder: string): string | undefined;
  /** Makes a folder that nobody has made yet; false where somebody has, or it cannot be made. */
  claim(folder: string): boolean;
  /** Moves a folder to a path where nothing stands yet; the words of the machine where it cannot. */
  move(from: string, to: string): string | undefined;
  /** Takes away a folder with all that is in it, as far as that is possible. */
  remove(folder: string): void;
  /** How many entries a folder has; none where it cannot be read. */
  count(folder: string): number;
  /** The text of a small file; undefined where there is none. */
  read(path: string): string | undefined;
  /** Writes a small file, as far as that is possible. */
  write(path: string, text: string): void;
}
