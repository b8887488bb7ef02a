import { isTrouble } from "../model/file-trouble.ts";
import type { Files } from "../model/ports.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Account } from "../model/project.ts";
import { utf8Text } from "../model/utf8.ts";
import { ownFileLimits } from "../yaml/yaml-limits.ts";
import { beginsJournal, type Journal, type Journals, journalFile, journalIn } from "./journal.ts";

/**
 * The journals of accounts, one after the other: what is to leave a machine that is thrown away. Empty where there is
 * none.
 */
export function journalsText(
  files: Files,
  accounts: readonly Account[],
  journalsOf: (account: Account) => Journals,
): string {
  return accounts.map((account) => rawJournal(files, journalsOf(account), account)).join("");
}

/** The whole lines of a journal; what a crash tore was never relied on. */
function rawJournal(files: Files, journals: Journals, account: Account): string {
  const bytes = files.readInside(journals.root, journalFile(journals, account), ownFileLimits.bytes);
  const text = bytes === undefined || isTrouble(bytes) ? "" : (utf8Text(bytes) ?? "");
  return text.slice(0, text.lastIndexOf("\n") + 1);
}

/** The journals in such a file, by the name of their account; or what is wrong with it. */
export function readJournals(
  bytes: Uint8Array,
  file: string,
  accounts: readonly Account[],
): ReadonlyMap<string, Journal> | Problem {
  const lines = (utf8Text(bytes) ?? "").split("\n");
  const found = new Map<string, Journal>();
  const starts = lines.flatMap((line, at) => (beginsJournal(line) === undefined ? [] : [at]));
  if (starts[0] !== 0) return problem("journal-damaged", { file }, { place: { file, line: 1, column: 1 } });
  for (const [index, start] of starts.entries()) {
    const identity = beginsJournal(lines[start] ?? "") ?? "";
    const account = accounts.find((one) => one.identity === identity && !one.sandbox);
    if (account === undefined) return problem("journal-of-nobody", { file, identity });
    const own = lines.slice(start, starts[index + 1]).join("\n");
    const text = starts[index + 1] === undefined ? own : `${own}\n`;
    const journal = journalIn(new TextEncoder().encode(text), file, account);
    if ("code" in journal) return journal;
    found.set(account.name, journal);
  }
  return found;
}
