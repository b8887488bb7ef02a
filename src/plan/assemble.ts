import { unlessEmpty } from "../model/defined.ts";
import { byText } from "../model/json.ts";
import type { Kinds } from "../model/kind.ts";
import type { Change, Consent, Step } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import type { Desired } from "../model/resource.ts";
import { changeOf } from "./change.ts";
import { afterGivenUp, downLast, inOrder } from "./order.ts";
import type { PlannedResource, ResourceContext, Work } from "./planned.ts";
import { afterReferring, refersToOthers, withReferences } from "./references.ts";
import { planResource } from "./resource.ts";

/** What is to be done, resource by resource. */
export interface AssembleInput {
  readonly kinds: Kinds;
  readonly works: readonly Work[];
  /** Resources that are there, equal, and unknown until now. */
  readonly adoptions: readonly Desired[];
  /** What planning a resource may know besides. */
  readonly about: (desired: Desired) => ResourceContext;
}

/** The changes and steps of all resources. */
export interface Assembled {
  readonly changes: readonly Change[];
  readonly steps: readonly Step[];
  readonly problems: readonly Problem[];
  readonly consents: readonly Consent[];
}

/** Plans each resource by itself, then puts steps behind what they need, wherever that stands. */
export function assemble({ kinds, works, adoptions, about }: AssembleInput): Assembled {
  const making = new Map<string, { readonly step: string; readonly at: string }>();
  const resources = inTurn(works, kinds).flatMap((work): { work: Work; planned: PlannedResource }[] => {
    const { entry, ...rest } = about(work.desired);
    const planned = planResource(work, { entry, ...rest });
    const [first] = planned.steps;
    const at = work.action === "create" ? entry.kind.creation?.idAt : undefined;
    if (first !== undefined && at !== undefined) making.set(work.desired.address, { step: first.id, at });
    const isNothing = work.action === "update" && planned.change.fields.length + planned.problems.length === 0;
    return isNothing ? [] : [{ work, planned }];
  });
  const addresses = new Set(resources.map(({ work }) => work.desired.address));
  const adopted = inOrderOfAddresses(adoptions, (desired) => desired).filter(({ address }) => !addresses.has(address));
  const steps = resources.flatMap(({ planned }) => planned.steps);
  const referred = withReferences(afterGivenUp(afterReferring(steps, works, kinds), kinds), making);
  return {
    changes: [...resources.map(({ planned }) => planned.change), ...adopted.map(adoption)],
    steps: inOrder(downLast(referred.steps)),
    problems: [...resources.flatMap(({ planned }) => planned.problems), ...referred.problems],
    consents: [...consentsOf(resources, false), ...consentsOf(resources, true)],
  };
}

/** What is changed or made before what names it; what is to be gone after what names it. */
function inTurn(works: readonly Work[], kinds: Kinds): Work[] {
  const turn = ({ action, desired }: Work) => {
    const refers = refersToOthers(desired, kinds);
    if (action === "delete") return refers ? 4 : 5;
    return (refers ? 2 : 0) + (action === "create" ? 1 : 0);
  };
  return inOrderOfAddresses(works, ({ desired }) => desired).sort((a, b) => turn(a) - turn(b));
}

/** Account by account, as they are shown: in an address, `coffee-pay/` stands before `coffee/`. */
function inOrderOfAddresses<Item>(all: readonly Item[], of: (item: Item) => Desired): Item[] {
  const compare = (a: Desired, b: Desired) => byText(a.account, b.account) || byText(a.address, b.address);
  return [...all].sort((a, b) => compare(of(a), of(b)));
}

/** Agreement that single resources rest on or wait for, each once, in the order of addresses. */
function consentsOf(resources: readonly { work: Work; planned: PlannedResource }[], removals: boolean): Consent[] {
  const own = resources.filter(({ work }) => (work.action === "delete") === removals);
  const all = own.flatMap(({ planned }) => planned.consents);
  const byKey = new Map(all.map((consent) => [`${consent.what} ${consent.address}`, consent]));
  return [...byKey.values()].sort((a, b) => byText(a.address, b.address));
}

function adoption(desired: Desired): Change {
  const objects = Object.entries(desired.memory.objects ?? {}).map(([id, items]) => ({
    id,
    items,
    action: "keep" as const,
  }));
  return changeOf(desired, { action: "adopt", fingerprint: desired.id, objects: unlessEmpty(objects) });
}
