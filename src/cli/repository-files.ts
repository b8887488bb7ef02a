import type { MarkFiles } from "../model/ports.ts";
import { realDisk } from "./disk.ts";
import { repositoryOn } from "./files.ts";

/**
 * The files of a repository on this machine: nothing outside of the folder of a project is read or written, whatever
 * the repository holds.
 */
// In a file of its own: types of the library lead to nothing that only Node has.
export const repositoryFiles: MarkFiles = repositoryOn(realDisk);
