import type { StoreRecord, Swap, Trailer } from "../../model/state-store.ts";

/** Keeps pipelines from running for a commit that changes no document. */
const mark = " [skip ci]";

/** The message of a commit: the subject with the mark, the body, and trailers with whoever acts last. */
export function messageOf(words: Swap["words"], more: readonly Trailer[]): string {
  const trailers = [...words.trailers, ...more].map(([name, value]) => `${name}: ${oneLine(value)}`);
  const paragraphs = [`${oneLine(words.subject)}${mark}`, words.body.map(oneLine).join("\n"), trailers.join("\n")];
  return `${paragraphs.filter((paragraph) => paragraph !== "").join("\n\n")}\n`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** A commit as it stands in the repository, parsed. */
export interface RawCommit {
  readonly parents: readonly string[];
  /** In milliseconds since 1970, of the committer. */
  readonly at: number;
  readonly author: string;
  readonly message: string;
}

/** Reads what `git cat-file commit` gives. */
export function rawCommit(text: string): RawCommit {
  const end = text.indexOf("\n\n");
  const [headers, message] = end < 0 ? [text, ""] : [text.slice(0, end), text.slice(end + 2)];
  const lines = headers.split("\n");
  const valuesOf = (name: string) =>
    lines.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
  const [, author = "", ,] = /^(.*?) <(.*?)> /.exec(valuesOf("author")[0] ?? "") ?? [];
  const seconds = Number(/ (\d+) [+-]\d{4}$/.exec(valuesOf("committer")[0] ?? "")?.[1] ?? 0);
  return { parents: valuesOf("parent"), at: seconds * 1000, author, message };
}

const trailerLine = /^([A-Za-z][A-Za-z0-9-]*): (.*)$/;

/** A commit as a record: the mark is taken off, and the last paragraph is trailers where all of it looks like that. */
export function recordOf(id: string, { at, author, message }: RawCommit): StoreRecord {
  const [first = "", ...rest] = message.trim().split("\n");
  const subject = first.endsWith(mark) ? first.slice(0, -mark.length) : first;
  const paragraphs = rest.join("\n").trim().split(/\n\n+/).filter(Boolean);
  const last =
    paragraphs
      .at(-1)
      ?.split("\n")
      .map((line) => trailerLine.exec(line)) ?? [];
  const found = last.every((line) => line !== null) ? last : [];
  const trailers = found.map(([, name = "", value = ""]): Trailer => [name, value]);
  const body = (found.length > 0 ? paragraphs.slice(0, -1) : paragraphs).flatMap((paragraph) => paragraph.split("\n"));
  return { id, at, author, subject, body, trailers };
}
