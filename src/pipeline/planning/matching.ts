import type { Problem } from "../../model/problem.ts";
import type { Desired } from "../../model/resource.ts";

/** What matching adds to, resource by resource. */
export interface Matching {
  readonly adopted: Desired[];
  readonly created: Desired[];
  readonly waiting: Desired[];
  readonly problems: Problem[];
}
