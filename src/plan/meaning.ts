import { byText, type Json } from "../model/json.ts";
import type { Desired } from "../model/resource.ts";

/** What a plan was made from, as data: the project file, the documents and their lock entries; neither bytes nor comments. */
export function documentsMeaning(projectValue: Json, desired: readonly Desired[]): Json {
  const documents = desired.map((one) => ({
    address: one.address,
    id: one.id,
    spec: one.document.spec,
    lock: one.lock as unknown as Json,
  }));
  return { project: projectValue, documents: documents.sort((a, b) => byText(a.address, b.address)) };
}
