import { readDocuments } from "../../config/documents.ts";
import type { Document, RawDocument } from "../../model/document.ts";
import type { Problem } from "../../model/problem.ts";
import type { Project } from "../../model/project.ts";
import type { OfflineWorld } from "../../model/world.ts";
import { resolveDocuments } from "../../resolve/resolve.ts";
import { locator } from "../../yaml/locate.ts";

/** What reading texts as documents of a project needs. */
export interface JudgeInput {
  readonly world: Pick<OfflineWorld, "files" | "kinds">;
  readonly project: Project;
}

/** Documents in a text that is not on disk, and what is wrong with them: the same that validating will say. */
export interface JudgedText {
  readonly documents: readonly Document[];
  readonly errors: readonly Problem[];
}

/** Reads a text as the documents of a file. */
export function rawIn({ world, project }: JudgeInput, file: string, text: string) {
  const { kinds } = world;
  const files = { ...world.files, readInside: () => Buffer.from(text, "utf8") };
  return readDocuments({ files, project, kinds, ...locator() }, [file]);
}

/** Reads a text as the documents of a file, among all others by address. */
export function judgedText(
  input: JudgeInput,
  { file, text }: { readonly file: string; readonly text: string },
  elsewhere: ReadonlySet<string>,
): JudgedText {
  const raw = rawIn(input, file, text);
  const { kinds } = input.world;
  const { locate } = locator();
  const about = { project: input.project, kinds, locate, elsewhere, living: true } as const;
  const { documents, problems } = resolveDocuments(raw.documents, about);
  return { documents, errors: [...raw.problems, ...problems].filter(isError) };
}

/** What is wrong across all documents, some of them as they are to be. */
export function judgedTogether({ world, project }: JudgeInput, documents: readonly Document[]): readonly Problem[] {
  const { locate } = locator();
  const raw = documents.map((document): RawDocument => ({ ...document, namesId: document.id !== undefined }));
  const { problems } = resolveDocuments(raw, { project, kinds: world.kinds, locate, living: true });
  return problems.filter(isError);
}

function isError({ severity }: Problem): boolean {
  return severity === "error";
}
