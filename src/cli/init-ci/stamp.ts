import { createHash } from "node:crypto";

const start = "# wxcards init --ci ";

/**
 * A file of ours with a first line that says so, and that nobody has edited it: a digest of all that follows. An edited
 * file is somebody's own, and is never written over.
 */
export function stamped(host: string, text: string): string {
  return `${start}${host} ${digestOf(text)}\n${text}`;
}

/** True for a file as `stamped` wrote it, of whatever version and for whatever accounts. */
export function isUnedited(read: string): boolean {
  // Git may have given it the line ends of this machine.
  const text = read.replaceAll("\r\n", "\n");
  const end = text.indexOf("\n");
  const line = text.slice(0, end);
  if (end === -1 || !line.startsWith(start)) return false;
  return line.endsWith(` ${digestOf(text.slice(end + 1))}`);
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
