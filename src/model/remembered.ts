import type { Kind } from "./kind.ts";
import { withValue } from "./pointer.ts";
import type { Desired, LiveResource } from "./resource.ts";

/**
 * What stands for the live state of a resource that no call shows: what the platform accepted last, as far as anybody
 * remembers it. Nothing is asked for it, so that it proves nothing of a credential.
 */
export function unreadLive({ memory }: Pick<Desired, "memory">, { unread }: Pick<Kind, "unread">): LiveResource {
  let spec: LiveResource["spec"] = {};
  for (const [path, items] of Object.entries(memory.accepted ?? {})) spec = withValue(spec, path, items);
  const { unanswered } = memory;
  const live = {
    status: "found",
    id: unread?.id ?? "",
    spec,
    review: "passed",
    state: "",
    isRemembered: true,
  } as const;
  return unanswered === undefined ? live : { ...live, unseen: new Set(unanswered) };
}
