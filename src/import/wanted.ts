import { addressOf } from "../model/document.ts";
import type { Project } from "../model/project.ts";
import type { Desired } from "../model/resource.ts";
import { emptyEntry } from "../model/state.ts";

/** One live resource that is wanted as a document. */
export interface Wanted {
  readonly account: string;
  readonly kind: string;
  readonly id: string;
  /** Missing when a name is to be found. */
  readonly name?: string;
}

/** The resource of an id that nothing declares, for reading it: named by its id, and without a field. */
export function undeclared({ account, kind, id }: Wanted, { accounts }: Pick<Project, "accounts">): Desired {
  const address = addressOf(account, kind, id);
  const source = { file: "", text: () => "", index: 0 };
  const envelope = { ignore: [], allow: [], protect: false, absent: false };
  const document = { address, kind, name: id, account, id, ...envelope, spec: {}, source, line: 0 };
  const settings = accounts.find(({ name }) => name === account)?.settings ?? {};
  return { address, account, settings, kind, id, document, fields: [], memory: emptyEntry };
}
