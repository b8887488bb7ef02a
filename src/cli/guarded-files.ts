import { relative } from "node:path";
import type { FileTrouble } from "../model/file-trouble.ts";
import type { Content, Text } from "../model/text.ts";
import type { RunFiles } from "./files.ts";
import { guardedParts, margin } from "./guarded-parts.ts";
import type { Redactor } from "./redact.ts";

/**
 * So much is looked at in one go: the search takes ten times the text for itself, and a state of thousands of
 * resources has tens of millions of characters.
 */
const stretch = 1_048_576;

/** What was written of a file, and how many secrets were known then. */
interface Cleared {
  readonly text: string;
  readonly known: number;
}

/**
 * Files of a run into which no secret gets: what shows one, in its text or its name, is not written, and that is
 * trouble with the file.
 *
 * Refused and not cleaned, because a plan, a document or a state means something else with other words in it. Reports,
 * which people read, arrive here cleaned. Every file of a run is written through this port, so that no command can
 * forget it.
 */
export function guardedFiles(files: RunFiles, net: Redactor, workingDirectory: string): RunFiles {
  // States and what the embedded platform keeps grow, and are written after each step.
  const cleared = new Map<string, Cleared>();
  const shown = (name: string, text: string): FileTrouble | undefined => {
    const variables = new Set(net.shownIn(`${name}\n${text.slice(0, stretch)}`));
    for (let from = stretch; from < text.length; from += stretch)
      for (const variable of net.shownIn(text.slice(from - margin, from + stretch))) variables.add(variable);
    if (variables.size === 0) return undefined;
    return { trouble: "secret", variables: [...variables].filter((variable) => variable !== null) };
  };
  const refusal = (name: string, text: string): FileTrouble | undefined => {
    const before = cleared.get(name);
    const known = net.known();
    const trouble = shown(name, before?.known === known ? changed(before.text, text) : text);
    if (trouble === undefined) cleared.set(name, { text, known });
    return trouble;
  };
  const parts = guardedParts(shown, net);
  const write = (path: string, text: Text, writeText: (text: Text) => FileTrouble | undefined) =>
    typeof text === "string" ? (refusal(path, text) ?? writeText(text)) : parts(path, text, writeText);
  // Each byte as a character: a secret is found where it stands as it is, and no two bytes become one. What an archive
  // holds was no text of this run before it was packed.
  const inBytes = (path: string, bytes: Uint8Array) =>
    shown(path, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1"));
  const writeContent = (path: string, content: Content, writeGuarded: (content: Content) => FileTrouble | undefined) =>
    content instanceof Uint8Array
      ? (inBytes(path, content) ?? writeGuarded(content))
      : write(path, content, writeGuarded);
  return {
    ...files,
    writeInside: (root, path, content) =>
      writeContent(path, content, (guarded) => files.writeInside(root, path, guarded)),
    // A line says all by itself: no secret is in two of them.
    appendInside: (root, path, at, text) => shown(path, text) ?? files.appendInside(root, path, at, text),
    createInside: (root, path, text) => refusal(path, text) ?? files.createInside(root, path, text),
    appendNamed: (path, text) => shown(relative(workingDirectory, path), text) ?? files.appendNamed(path, text),
    writeNamed: (path, text) => refusal(relative(workingDirectory, path), text) ?? files.writeNamed(path, text),
  };
}

/** The part of a text that another one does not have, with what stands around it. */
function changed(before: string, text: string): string {
  const shorter = Math.min(before.length, text.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === text.charCodeAt(start)) start += 1;
  let tail = 0;
  while (
    tail < shorter - start &&
    before.charCodeAt(before.length - tail - 1) === text.charCodeAt(text.length - tail - 1)
  )
    tail += 1;
  return text.slice(Math.max(0, start - margin), text.length - tail + margin);
}
