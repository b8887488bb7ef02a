import { defined } from "../model/defined.ts";
import { digestOfTexts } from "../model/digest.ts";
import type { Document } from "../model/document.ts";
import { byText, canonicalJson, type Json } from "../model/json.ts";

/**
 * Digest of everything that the documents of an account say, by which two commits of a repository say the same: neither
 * bytes, comments nor files, and nothing of the memory.
 */
export function documentsOf(account: string, all: readonly Document[]): string {
  const own = all.filter((document) => document.account === account);
  const sorted = own.sort((a, b) => byText(a.address, b.address));
  const texts = function* () {
    for (const { address, id, was, ignore, allow, protect, reason, absent, spec } of sorted) {
      const said = { address, ignore, allow, protect, absent, spec, ...defined({ id, was, reason }) };
      yield canonicalJson(said as unknown as Json);
    }
  };
  return digestOfTexts(texts());
}
