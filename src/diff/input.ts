import type { Locate } from "../model/document.ts";
import type { FormContext } from "../model/form.ts";
import type { KindEntry } from "../model/kind.ts";
import type { Consent } from "../model/plan.ts";
import type { DriftGuard } from "../model/project.ts";
import type { Desired, LiveResource } from "../model/resource.ts";

/** What comparing one resource needs. */
export interface DiffInput {
  readonly desired: Desired;
  readonly live: LiveResource;
  readonly entry: KindEntry;
  readonly context: FormContext;
  readonly drift: DriftGuard;
  /** Milliseconds since 1970: for how long a read may lag behind an answer. */
  readonly now: number;
  /** What has been agreed to for this resource. */
  readonly granted: ReadonlySet<Consent["what"]>;
  readonly locate: Locate;
  /**
   * True where nothing is remembered of the account: whose change a difference is nobody can say.
   */
  readonly unremembered?: boolean;
  /** True when what the document declares has ended, for kinds that end. */
  readonly expired?: boolean;
}
