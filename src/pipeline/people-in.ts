import type { RawDocument } from "../model/document.ts";
import type { KindEntry } from "../model/kind.ts";
import { valueAt } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import type { Project } from "../model/project.ts";
import type { OfflineWorld } from "../model/world.ts";
import type { PeopleInput } from "../resolve/people.ts";
import { personalFields } from "../schema/personal-fields.ts";

/** Where the people of documents come from, and what keeps variables from being read. */
export interface NamedPeople {
  readonly people: PeopleInput;
  readonly problems: readonly Problem[];
}

/** Finds out where people come from; asks nothing of anybody where no document may name any. */
export async function peopleIn(
  { kinds, people, variables, isShared }: Pick<OfflineWorld, "kinds" | "people" | "variables" | "isShared">,
  project: Project,
  documents: readonly RawDocument[],
): Promise<NamedPeople> {
  const fieldsOf = ({ kind }: RawDocument) => personalFields(kinds.get(kind) as KindEntry);
  const own = documents.filter((document) => fieldsOf(document).length > 0);
  const nobody = { people, variables: () => undefined, isShared: false };
  if (own.length === 0) return { people: nobody, problems: [] };
  const found = await variables(project);
  const problems = "nobody" in found ? found.nobody : [];
  const isDeclared = own.some((document) =>
    fieldsOf(document).some(({ pointer }) => valueAt(document.spec, pointer) !== undefined),
  );
  return {
    people: {
      people,
      variables: "nobody" in found ? nobody.variables : found,
      isShared: isDeclared && (await isShared(project.root)),
    },
    problems,
  };
}
