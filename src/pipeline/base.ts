import { equalJson, type Json } from "../model/json.ts";
import type { Base, Plan } from "../model/plan.ts";
import { isBelow, type Pointer } from "../model/pointer.ts";
import type { Files } from "../model/ports.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Project } from "../model/project.ts";
import type { Checked, OfflineWorld, Planned, Selection } from "../model/world.ts";
import { withBase } from "../plan/base.ts";
import { check } from "./check.ts";
import { declaredState } from "./planning/desired-state.ts";

/** What one document declares, by the pointer of each field. */
type Declared = ReadonlyMap<Pointer, Json>;

/** The commit that a plan is held against, as files. */
interface BaseFiles extends Base {
  readonly files: Files;
  /** Folders of it whose files are not here. */
  readonly unread: readonly string[];
}

/** A plan as it was made here, with the documents and the ids that it was made of. */
interface PlannedHere extends Pick<Planned, "ids"> {
  readonly plan: Plan;
  readonly checked: Checked & { readonly project: Project };
}

/**
 * Marks in a plan which fields the documents declare otherwise than those of another commit did, such as the one that a
 * pull request is to be merged into. Overlays are applied on both sides, each with the project file beside it; what is
 * live has no say. Nothing but the marks changes.
 */
export async function heldAgainst(
  world: OfflineWorld,
  selection: Selection,
  { plan, checked, ids }: PlannedHere,
  { ref, commit, files, unread }: BaseFiles,
): Promise<Plan> {
  const { project } = checked;
  const asWas = { sandbox: selection.sandbox, accounts: [], targets: [], concurrency: 1, project: project.file };
  // Nothing is remembered there: what the documents said is all that is asked.
  const there = { ...world, files, openState: async () => [] };
  const before = await check(there, asWas, "without-clock");
  const formerNames = new Map(
    checked.all.flatMap(({ address, account, kind, was: name }) =>
      name === undefined ? [] : [[address, `${account}/${kind}/${name}`] as const],
    ),
  );
  const formerIds = [...formerNames].flatMap(([address, former]) => {
    const id = ids.get(address);
    return id === undefined ? [] : [[former, id] as const];
  });
  // A resource that is named by its address is the same one whether or not its document said its id by then.
  const was = declaredIn(world, before, new Map([...ids, ...formerIds]));
  const is = declaredIn(world, checked, ids);
  const isTouched = (address: string, path: Pointer): boolean => {
    const [now, then] = [is.get(address), was.get(address) ?? was.get(formerNames.get(address) ?? "")];
    return then === undefined || !equalJson(now?.get(path) ?? null, then.get(path) ?? null);
  };
  // A project that is new is of this change, and nothing of it is wrong there.
  const errors = before.problems.filter(({ severity, code }) => severity === "error" && code !== "project-missing");
  const told: Problem[] = errors.length === 0 ? [] : [problem("base-with-errors", { ref, errors: errors.length })];
  // Submodules without documents are nobody's business.
  const missed = unread.filter((folder) => checked.all.some(({ source }) => source.file.startsWith(`${folder}/`)));
  const problems = [...told, ...missed.map((folder) => problem("base-submodule", { ref, folder }))];
  return withBase(plan, { base: { ref, commit }, isTouched, problems });
}

/** What documents declare by themselves, by address; nothing where there is no project. */
function declaredIn(
  world: Pick<OfflineWorld, "kinds">,
  { project, ...checked }: Checked,
  ids: ReadonlyMap<string, string>,
): ReadonlyMap<string, Declared> {
  if (project === undefined) return new Map();
  // Whether what is ignored is left out depends on whether the resource is there, which a commit does not say.
  const documents = checked.all.map((document) => ({ ...document, ignore: [] }));
  const ignored = new Map(checked.all.map(({ address, ignore }) => [address, ignore]));
  const whole = declaredState(world, { ...checked, documents, project }, ids);
  return new Map(
    whole.map(({ address, fields }) => [
      address,
      // A value that is to be cleared is declared, unlike one that is not named.
      new Map(fields.map(({ path, key }) => [path, { is: key, ignored: isBelow(path, ignored.get(address) ?? []) }])),
    ]),
  );
}
