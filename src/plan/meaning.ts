import { digestOfTexts } from "../model/digest.ts";
import { byText, canonicalJson, type Json } from "../model/json.ts";
import type { Desired } from "../model/resource.ts";

/**
 * Digest of what a plan was made from, as data: the project file, the documents and what is remembered of them; neither
 * bytes nor comments.
 *
 * Digested document by document: all of them as one text would take more memory than everything else.
 */
export function documentsDigest(projectValue: Json, desired: readonly Desired[]): string {
  const sorted = [...desired].sort((a, b) => byText(a.address, b.address));
  const texts = function* () {
    yield canonicalJson(projectValue);
    for (const { address, id, document, memory } of sorted)
      yield canonicalJson({ address, id, spec: document.spec, memory: memory as unknown as Json });
  };
  return digestOfTexts(texts());
}
