import type { Problem } from "../../model/problem.ts";
import type { Account, Project } from "../../model/project.ts";
import type { StateAccess } from "../../model/state-store.ts";
import type { Checked, OfflineWorld, Selection } from "../../model/world.ts";
import { selectAccounts } from "../../resolve/select.ts";
import { check } from "../check.ts";

/** A project whose memory is looked at by itself. */
export interface OpenedMemory {
  readonly checked: Checked;
  readonly project: Project;
  readonly access: StateAccess;
  /** The accounts that `--account` leaves. */
  readonly accounts: readonly Account[];
  /** What is to be told of the place where memories are kept. */
  readonly problems: readonly Problem[];
}

/**
 * Opens the memory of a project, or says why there is none. Documents are read only where they are asked for: those that
 * are wrong keep nobody from looking at what is remembered.
 */
export async function openMemory(
  world: OfflineWorld,
  selection: Selection,
  documents: "with-documents" | "without-documents",
): Promise<OpenedMemory | readonly Problem[]> {
  const paths = documents === "with-documents" ? {} : { paths: [] };
  const checked = await check(world, { ...selection, ...paths }, "without-clock");
  const errors = checked.problems.filter(({ severity }) => severity === "error");
  const { project } = checked;
  if (project === undefined || errors.length > 0) return errors;
  const access = await world.openState(project);
  if ("length" in access) return access;
  return { checked, project, access, accounts: selectAccounts(project, selection), problems: access.problems };
}
