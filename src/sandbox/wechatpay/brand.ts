import { formatName } from "../../model/format.ts";
import type { StoredTemplate, WechatPayState } from "./state.ts";

/** One brand of the running sandbox. Templates are replaced, never changed in place. */
export interface Brand {
  readonly id: string;
  /** Looks a template up. */
  template(id: string): StoredTemplate | undefined;
  /** All templates in the order of their creation. */
  templates(): IterableIterator<[string, StoredTemplate]>;
  /** The id of the template that the create of this number made. */
  madeBy(outRequestNo: string): string | undefined;
  /** Keeps a template, new or changed. */
  put(id: string, template: StoredTemplate): void;
  /** A snapshot as plain JSON. */
  state(): WechatPayState;
}

/** Opens a brand on a state; `changed` is called after every change. */
export function openBrand(id: string, state: WechatPayState, changed: (brand: Brand) => void): Brand {
  const templates = new Map(Object.entries(state.cards));
  const made = new Map([...templates].map(([cardId, template]) => [template.out_request_no, cardId]));
  const brand: Brand = {
    id,
    template: (cardId) => templates.get(cardId),
    templates: () => templates.entries(),
    madeBy: (outRequestNo) => made.get(outRequestNo),
    put(cardId, template) {
      templates.set(cardId, template);
      made.set(template.out_request_no, cardId);
      changed(brand);
    },
    state: () => ({ format: formatName("sandbox"), platform: "wechatpay", cards: Object.fromEntries(templates) }),
  };
  return brand;
}
