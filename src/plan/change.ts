import { defined, unlessEmpty } from "../model/defined.ts";
import { fullDigest } from "../model/digest.ts";
import type { Locate } from "../model/document.ts";
import type { Json } from "../model/json.ts";
import { inDocument } from "../model/parts.ts";
import type { Action, Badge, Change, FieldChange, ObjectChange, Reach } from "../model/plan.ts";
import type { Pointer } from "../model/pointer.ts";
import type { DeclaredField, Desired } from "../model/resource.ts";
import { badgesOf } from "../schema/badges.ts";

/** What a change is made from, besides the resource. */
export interface ChangeInput {
  readonly action: Action;
  /** Canonical live values that the change rests on. */
  readonly fingerprint: Json;
  readonly fields?: readonly FieldChange[];
  readonly carried?: readonly Pointer[];
  readonly lost?: readonly Pointer[];
  readonly reach?: Reach | undefined;
  readonly objects?: readonly ObjectChange[] | undefined;
}

/** The one builder of changes. */
export function changeOf({ address, id, document }: Desired, input: ChangeInput): Change {
  const { action, fingerprint, fields = [], carried = [], lost = [], reach, objects } = input;
  const isDeletion = action === "delete";
  const badges: readonly Badge[] | undefined = isDeletion ? ["irreversible"] : undefined;
  return {
    address,
    id,
    action,
    file: document.source.file,
    line: document.line,
    ...defined({ objects }),
    fields,
    seen: fullDigest(fingerprint),
    ...defined({ carried: unlessEmpty(carried), lost: unlessEmpty(lost), reach }),
    ...defined({ reason: isDeletion ? document.reason : undefined, badges }),
  };
}

/** The fields of something new as a plan shows them. */
export function newFields(fields: readonly DeclaredField[], { document }: Desired, locate: Locate): FieldChange[] {
  return fields.map(({ path, wire, policy }) => ({
    path,
    before: null,
    after: wire,
    verdict: "send",
    origin: "file",
    badges: badgesOf(policy),
    line: locate(document.source, inDocument(path), "bare").line,
  }));
}
