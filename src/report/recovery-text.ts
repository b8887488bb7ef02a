import type { OpenWork, Recovered } from "../model/recovery.ts";
import { visible } from "./escape.ts";
import { codeCell, table, tableRow } from "./formats/markdown/markup.ts";
import type { ResultWords } from "./messages/results.ts";

/** What is said of what earlier runs left open. */
type RecoveryWords = ResultWords["recovery"];

/** What recovery did, one line each. */
export function recoveredText(recovered: readonly Recovered[] | undefined, words: RecoveryWords): string[] {
  return (recovered ?? []).map(({ address, operation, result, notBefore }) =>
    visible(words.settled(address, operation, words.result(result, notBefore))),
  );
}

/** What earlier runs left open, one line each. */
export function openText(open: readonly OpenWork[], words: RecoveryWords): string[] {
  return open.map((work) => visible(words.open(work.address, work.operation, work.since, words.will(work))));
}

/** What recovery did, as a table; nothing where nothing was open. */
export function recoveredMarkdown(recovered: readonly Recovered[] | undefined, words: RecoveryWords): string[] {
  const rows = (recovered ?? []).map(({ address, operation, result, notBefore }) =>
    tableRow([codeCell(address), codeCell(operation), codeCell(words.result(result, notBefore))]),
  );
  return rows.length === 0 ? [] : [...table(words.head, rows), ""];
}

/** What earlier runs left open, as a table; nothing where nothing is. */
export function openMarkdown(open: readonly OpenWork[], words: RecoveryWords): string[] {
  const rows = open.map((work) =>
    tableRow([
      codeCell(work.address),
      codeCell(work.operation),
      codeCell(work.since ?? ""),
      codeCell(words.will(work)),
    ]),
  );
  return rows.length === 0 ? [] : [...table(words.openHead, rows), ""];
}
