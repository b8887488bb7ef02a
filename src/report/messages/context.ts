import type { KindWords } from "../../model/kind-words.ts";
import type { CredentialArg } from "../../model/problem.ts";

/** What the words for any problem may use beside its arguments. */
export interface Context {
  /** The field it is about, `base_info.title`. */
  readonly field?: string | undefined;
  readonly account?: string | undefined;
  /** The account of the resource it is about. */
  readonly owner?: string | undefined;
  readonly credential?: CredentialArg | undefined;
  /** What people call what the resource is made of. */
  readonly words: KindWords;
}
