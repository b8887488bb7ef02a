import type { Json, JsonObject } from "../../model/json.ts";
import type { Random } from "../../model/ports.ts";
import { patched } from "../patched.ts";
import { randomWord } from "../random-text.ts";
import type { Brand } from "./brand.ts";
import { DEFAULTS, newCardId } from "./create-template.ts";
import type { StoredTemplate } from "./state.ts";

/** How a template is set up without any call. */
export interface TemplateSeedOptions {
  readonly card_id?: string;
  /** In effect when absent. */
  readonly state?: StoredTemplate["state"];
  /** One by chance when absent. */
  readonly out_request_no?: string;
  /** Milliseconds since 1970; now when absent. */
  readonly create_time?: number;
}

/** What every answer has, for seeds that do not say it. */
const ALWAYS: JsonObject = {
  appid: "wxea9c30a90fs8d3fe",
  card_type: "NORMAL",
  card_title: "会员卡",
  card_color: "#FFFF00",
  card_picture_url: "https://wxpaylogo.qpic.cn/wxpaylogo/sandbox/0",
  code_mode: "SYSTEM_ALLOCATE",
  code_type: "QR_CODE",
  benefits: "会员折扣",
  notify_url: "https://www.weixin.qq.com/wxpay/notify.php",
  ...DEFAULTS,
  valid_date_information: { type: "PERMANENT" },
  member_information: { jump_appid: "wxea9c30a90fs8d3fe", jump_path: "/pages/member/member" },
};

/** What the platform adds by itself, and what names the request; dropped from a seed. */
const PLATFORMS_OWN = ["card_id", "brand_id", "out_request_no", "state", "create_time", "modify_time", "update_time"];

function content(template: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(template).filter(([key]) => !PLATFORMS_OWN.includes(key)));
}

/** Throws for a state that templates do not have. */
function stateOf(state: Json | undefined): StoredTemplate["state"] | undefined {
  if (state === undefined || state === "CARD_EFFECTIVE" || state === "CARD_INVALID") return state;
  throw new Error(`a template is in no such state: ${JSON.stringify(state)}`);
}

/**
 * Puts a template into a brand as if it had been there all along; nothing is refused but an id that is taken. Gives its
 * id.
 */
export function seedTemplate(
  brand: Brand,
  ports: { readonly random: Random; readonly now: number },
  template: JsonObject,
  options: TemplateSeedOptions = {},
): string {
  const id = options.card_id ?? newCardId(ports.random);
  if (brand.template(id) !== undefined) throw new Error(`a template of the sandbox has this id already: ${id}`);
  const created = options.create_time ?? ports.now;
  brand.put(id, {
    out_request_no: options.out_request_no ?? randomWord(ports.random, 20),
    state: stateOf(options.state) ?? "CARD_EFFECTIVE",
    content: structuredClone({ ...ALWAYS, ...content(template) }),
    create_time: created,
    modify_time: created,
  });
  return id;
}

/**
 * An edit by a person at the console: every member may change, create-only ones too, and nothing is refused. Objects
 * are changed member by member, null takes a member away; `state` puts a template out of effect, or back, and throws
 * for any other word.
 */
export function editTemplate(brand: Brand, now: number, id: string, patch: JsonObject): void {
  const template = brand.template(id);
  if (template === undefined) throw new Error(`no such template in the sandbox: ${id}`);
  brand.put(id, {
    ...template,
    state: stateOf(patch["state"]) ?? template.state,
    content: patched(template.content, content(patch)),
    modify_time: now,
  });
}
