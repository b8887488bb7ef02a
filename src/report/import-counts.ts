import type { ImportReport } from "../model/import.ts";

/** `Import: 3 imported. Skipped: 2 managed already, 1 deleted.` */
export function importCounts({ imported, skipped }: ImportReport): string {
  const part = (number: number, words: string) => (number === 0 ? [] : [`${number} ${words}`]);
  const parts = [
    ...part(skipped.managed, "managed already"),
    ...part(skipped.deleted, "deleted"),
    ...part(skipped.otherTypes, "of other types"),
  ];
  return `Import: ${imported.length} imported.${parts.length === 0 ? "" : ` Skipped: ${parts.join(", ")}.`}`;
}
