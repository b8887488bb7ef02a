import type { ResourceDiff } from "../model/diff.ts";
import type { Locate } from "../model/document.ts";
import type { FormContext } from "../model/form.ts";
import type { KindEntry } from "../model/kind.ts";
import type { Change, Consent, Step } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import type { DriftGuard } from "../model/project.ts";
import type { Desired, LiveResource } from "../model/resource.ts";

/** One resource to take down. */
export interface Removal {
  readonly desired: Desired;
  readonly live: LiveResource;
  /** What has to be agreed to, and whether it was. */
  readonly consents: readonly Consent[];
}

/** What planning one resource may know besides the resource. */
export interface ResourceContext {
  readonly entry: KindEntry;
  readonly context: FormContext;
  readonly locate: Locate;
  /** What is to become of changes made elsewhere. */
  readonly drift: DriftGuard;
  /** What has been agreed to for the resource. */
  readonly granted: ReadonlySet<Consent["what"]>;
  /** Items that are known to be in objects of somebody else: tried apart from the others. */
  readonly excepted: ReadonlySet<string>;
  /** True when the end that the document declares has passed. */
  readonly expired: boolean;
}

/** What is to be done to one resource. */
export type Work =
  | { readonly action: "update"; readonly desired: Desired; readonly diff: ResourceDiff }
  | { readonly action: "create"; readonly desired: Desired }
  | { readonly action: "delete"; readonly desired: Desired; readonly removal: Removal };

/** How one resource is carried out: its change as a reviewer sees it, and the exact requests. */
export interface PlannedResource {
  readonly change: Change;
  readonly steps: readonly Step[];
  readonly problems: readonly Problem[];
  readonly consents: readonly Consent[];
}
