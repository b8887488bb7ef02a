import { digestOfTexts } from "../model/digest.ts";
import { byText, canonicalJson, isObject, type Json } from "../model/json.ts";
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
    yield canonicalJson(withoutWords(projectValue));
    for (const { address, id, document, memory } of sorted)
      yield canonicalJson({ address, id, spec: document.spec, memory: memory as unknown as Json });
  };
  return digestOfTexts(texts());
}

/** The language of a project is that of words and means nothing: a plan holds in any. */
function withoutWords(projectValue: Json): Json {
  if (!isObject(projectValue)) return projectValue;
  const { language: _language, ...rest } = projectValue;
  return rest;
}
