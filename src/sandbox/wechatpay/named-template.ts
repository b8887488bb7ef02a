import type { Brand } from "./brand.ts";
import type { CallContext } from "./call.ts";
import { type Refusal, refuse } from "./refusal.ts";
import type { StoredTemplate } from "./state.ts";

/** The template that a path names: 404 for one that the brand does not have. */
export function namedTemplate(brand: Brand, cardId: string): { readonly template: StoredTemplate } | Refusal {
  const template = brand.template(cardId);
  return template === undefined ? refuse("RESOURCE_NOT_EXISTS") : { template };
}

/** Whether reads show it yet. */
export function isVisible(template: StoredTemplate, { now, behaviours }: CallContext): boolean {
  const { visibleAfterSeconds } = behaviours;
  return visibleAfterSeconds <= 0 || template.create_time + visibleAfterSeconds * 1000 <= now;
}
