import type { Change, Consent, FieldChange, ObjectChange, Plan, Step } from "../../src/model/plan.ts";
import { type Problem, problem } from "../../src/model/problem.ts";
import { changed, fieldOf, planOf, stepOf } from "../helpers/planned.ts";

/** Some fields of real kinds, each with a change of it. */
const title = (more: Partial<FieldChange> = {}) =>
  fieldOf("/base_info/title", { before: "金卡会员", after: "黑金会员", badges: ["review"], line: 9, ...more });
const colour = () => fieldOf("/base_info/color", { before: "Color060", after: "Color010", line: 10 });
const stores = (before: readonly number[], after: readonly number[], more: Partial<FieldChange> = {}) =>
  fieldOf("/base_info/location_id_list", { before, after, badges: ["money"], line: 12, ...more });
const terms = (before: string | null, after: string | null) =>
  fieldOf("/base_info/description", { before, after, badges: ["review"], line: 14 });
const end = () =>
  fieldOf("/base_info/date_info/end_timestamp", {
    ...{ before: 1_798_732_799, after: 1_830_268_799, badges: ["one way", "money"], line: 15 },
  });
const drifted = (more: Partial<FieldChange> = {}) =>
  fieldOf("/base_info/notice", {
    ...{ before: "周末双倍", after: "出示会员码", verdict: "keep", origin: "drift", badges: ["drift"], line: 11 },
    ...more,
  });
const hidden = () =>
  fieldOf("/activate_msg_operation/url_cell/text", {
    ...{ before: null, after: "领取新人券", badges: ["write-only"], line: 16 },
  });
const least = (before: number, after: number) =>
  fieldOf("/member_rule/least_cost", { before, after, badges: ["money"], line: 13 });

const card = (name: string, fields: readonly FieldChange[], more: Partial<Change> = {}) =>
  changed(`coffee/MemberCard/${name}`, { id: `pId_${name}`, file: `cards/${name}.yaml`, fields, ...more });
const rule = (objects: readonly ObjectChange[], more: Partial<Change> = {}) =>
  changed("coffee/PayGiftRule/spring", { id: "1231243", file: "cards/spring.yaml", objects, ...more });

/** Whole numbers in a row. */
const numbers = (count: number, from = 481_397_000) => Array.from({ length: count }, (_, index) => from + index);
const merchants = (count: number, from = 1_900_000_001) => numbers(count, from).map(String);

/** A plan of some changes, each with the requests that it needs. */
export function planOfChanges(changes: readonly Change[], more: Partial<Plan> = {}): Plan {
  const steps = changes.flatMap(stepsOf).map((step, index) => ({ ...step, id: String(index + 1) }));
  const count = (action: Change["action"]) => changes.filter((change) => change.action === action).length;
  const some = (is: (field: FieldChange) => boolean) => changes.filter(({ fields }) => fields.some(is)).length;
  const summary = {
    ...{ create: count("create"), update: count("update"), replace: count("replace"), delete: count("delete") },
    ...{ adopt: count("adopt"), unchanged: 12, calls: steps.length },
    drift: some(({ verdict, origin }) => verdict === "keep" && origin === "drift"),
    conflict: some(({ origin }) => origin === "conflict"),
    review: some(({ verdict, badges }) => verdict === "send" && badges.includes("review")),
  };
  return planOf({ changes, steps, summary, digest: "sha256:0f1e2d", ...more });
}

function stepsOf(change: Change): Step[] {
  const { address, action, objects } = change;
  const step = (path: string, more: Partial<Step> = {}) => stepOf("0", address, { path, ...more });
  if (action === "none" || action === "adopt") return [];
  if (objects === undefined) return [step(action === "create" ? "/card/create" : `/card/${action}`)];
  return objects.flatMap((object) => [
    ...(object.action === "replace" || object.action === "delete" ? [step("/card/paygiftcard/delete")] : []),
    ...(object.action === "replace" || object.action === "add" ? [step("/card/paygiftcard/add")] : []),
  ]);
}

const ask = (what: Consent["what"], address: string, snippet = `allow: [{ what: ${what}, because: … }]`): Consent => ({
  ...{ what, address, given: false, snippet },
});

const place = (line: number) => ({ file: "cards/gold.yaml", line, column: 12 });
const tooLong: Problem = problem(
  "field-cannot-change",
  { field: "base_info.brand_name", declared: "新云杉", live: "云杉咖啡", state: "CARD_STATUS_VERIFY_OK" },
  { address: "coffee/MemberCard/gold", path: "/base_info/brand_name", place: place(8) },
);
const inactive: Problem = problem("activation-none", {}, { address: "coffee/MemberCard/new", place: place(4) });

const long = "一、本卡仅限本人使用。\n二、不可转赠。\n三、最终解释权归云杉咖啡。\n四、如有疑问请联系客服。";

/** Plans of every kind and shape, each with what is special about it. */
export const plans: Readonly<Record<string, Plan>> = {
  "no change": planOfChanges([]),
  "one title": planOfChanges([card("gold", [title()])]),
  "several fields": planOfChanges([card("gold", [title(), colour(), end()])]),
  "a list that gains and loses": planOfChanges([
    card("gold", [stores(numbers(400), [...numbers(200), ...numbers(199, 481_397_201), 481_399_999])]),
  ]),
  "a list that gains many": planOfChanges([card("gold", [stores(numbers(5), numbers(60))])]),
  "a short list": planOfChanges([card("gold", [stores([101, 102], [102, 103])])]),
  "a list that is emptied": planOfChanges([card("gold", [stores(numbers(30), [])])]),
  "a short list that is emptied": planOfChanges([card("gold", [stores([101, 102], [])])]),
  "a list that begins": planOfChanges([card("gold", [stores([], numbers(9))])]),
  "a long text": planOfChanges([card("gold", [terms(long, long.replace("不可转赠", "可以转赠"))])]),
  "a long text that begins": planOfChanges([card("gold", [terms(null, long)])]),
  "a wide value": planOfChanges([
    card("gold", [fieldOf("/base_info/notice", { before: "短", after: "长".repeat(31), line: 3 })]),
  ]),
  "two values too wide for a line": planOfChanges([
    card("gold", [fieldOf("/base_info/notice", { before: "短".repeat(20), after: "长".repeat(20), line: 3 })]),
  ]),
  "a value that is cleared": planOfChanges([
    card("gold", [fieldOf("/base_info/service_phone", { before: "4008203366", after: null, line: 4 })]),
  ]),
  "what the platform never shows": planOfChanges([card("gold", [hidden()])]),
  "what nobody has seen": planOfChanges([card("gold", [title({ before: null, unseen: true })])], {
    offline: { asOf: "2026-11-21T10:00:00+08:00" },
  }),
  "sent again because of a review": planOfChanges([card("gold", [title({ before: "黑金会员" })])]),
  "in review": planOfChanges([card("gold", [title({ verdict: "in-review" })], { action: "none" })]),
  "drift alone": planOfChanges([card("gold", [drifted()], { action: "none" })]),
  "drift beside a change": planOfChanges([card("gold", [title(), drifted()])]),
  "drift of a list": planOfChanges([
    card("gold", [stores(numbers(20), numbers(12), { verdict: "keep", origin: "drift", badges: ["money", "drift"] })], {
      action: "none",
    }),
  ]),
  "drift that is overwritten": planOfChanges([
    card("gold", [drifted({ verdict: "send", origin: "conflict", badges: ["conflict"] })]),
  ]),
  "a field that cannot change": planOfChanges(
    [
      card(
        "gold",
        [fieldOf("/base_info/brand_name", { before: "云杉咖啡", after: "新云杉", verdict: "blocked", line: 8 })],
        {
          action: "none",
        },
      ),
    ],
    { problems: [tooLong], applicable: false },
  ),
  "a new card with a warning": planOfChanges(
    [
      card(
        "new",
        [
          fieldOf("/base_info/logo_url", { before: null, after: "https://mmbiz.qpic.cn/mmbiz_png/abc/0", line: 6 }),
          fieldOf("/base_info/title", { before: null, after: "新会员卡", badges: ["review"], line: 9 }),
          terms(null, long),
          stores([], numbers(12)),
        ].map((field) => ({ ...field, before: null })),
        { action: "create", id: "" },
      ),
    ],
    { problems: [inactive] },
  ),
  "a card that is deleted": planOfChanges(
    [card("gold", [], { action: "delete", reason: "活动结束，不再发新卡", badges: ["irreversible"] })],
    { consent: [ask("delete", "coffee/MemberCard/gold")] },
  ),
  "what goes along and what would be lost": planOfChanges([
    card("gold", [title()], { carried: ["/base_info/area_code_list"], lost: ["/advanced_info/share_friends"] }),
  ]),
  "a card that is adopted": planOfChanges([card("gold", [], { action: "adopt" })]),
  "a rule that is replaced": planOfChanges(
    [
      rule([{ id: "1231243", items: merchants(10), action: "replace" }], {
        action: "replace",
        fields: [least(2, 200)],
      }),
    ],
    { consent: [ask("replace", "coffee/PayGiftRule/spring")] },
  ),
  "rules that are added, taken down and kept": planOfChanges([
    rule(
      [
        { items: merchants(3), action: "add" },
        { items: merchants(2, 1_900_000_101), action: "add", occupied: true },
        { id: "1", items: merchants(2, 1_900_000_201), action: "delete" },
        { id: "?1900000301", items: merchants(2, 1_900_000_301), action: "replace" },
        { id: "2", items: merchants(7, 1_900_000_401), action: "keep" },
      ],
      { action: "replace", id: "1,2", fields: [least(100, 200)] },
    ),
  ]),
  "a new rule for many merchant ids": planOfChanges([
    rule(
      [0, 10, 20].map((from) => ({ items: merchants(10, 1_900_000_001 + from), action: "add" as const })),
      {
        ...{ action: "create", id: "" },
        fields: [fieldOf("/base_info/mchid_list", { before: null, after: merchants(30), badges: ["money"], line: 7 })],
      },
    ),
  ]),
  "the same for many cards": planOfChanges(
    Array.from({ length: 15 }, (_, index) =>
      card(`c${index}`, [stores(numbers(index + 2, index * 10), [...numbers(index + 2, index * 10), 502_119])], {
        line: index + 1,
      }),
    ),
  ),
  "the same deletion of many cards": planOfChanges(
    Array.from({ length: 6 }, (_, index) => card(`old${index}`, [], { action: "delete", reason: "停用" })),
  ),
  "two accounts": planOfChanges(
    [
      card("gold", [title()]),
      changed("tea/BrandCard/black", {
        id: "pTea",
        file: "cards/black.yaml",
        fields: [fieldOf("/card_title", { before: "黑金", after: "白金", line: 7 })],
      }),
    ],
    {
      accounts: ["coffee", "tea"].map((name) => ({
        ...{ name, platform: "weixin", identity: `wx${name}`, complete: true, applicable: true },
      })),
    },
  ),
  "open work, and cards of nobody": planOfChanges([card("gold", [title()])], {
    recovery: [
      { address: "coffee/MemberCard/silver", operation: "create", since: "2026-11-21T10:00:00+08:00", will: "look" },
    ],
    unmanaged: [
      { account: "coffee", kind: "MemberCard", id: "pForeign" },
      { account: "coffee", kind: "MemberCard", id: "pOld", name: "old" },
    ],
  }),
  "everything at once": planOfChanges(
    [
      card("gold", [
        title(),
        colour(),
        stores(numbers(20), numbers(21)),
        terms(long, `${long}\n五、以官方公告为准。`),
        drifted(),
        end(),
      ]),
      card("silver", [hidden(), drifted({ origin: "conflict", badges: ["conflict"] })]),
      card("old", [], { action: "delete", reason: "停用" }),
      rule([{ id: "1231243", items: merchants(3), action: "replace" }], { action: "replace", fields: [least(2, 200)] }),
    ],
    {
      problems: [tooLong, inactive],
      consent: [
        ask("delete", "coffee/MemberCard/old"),
        ask("replace", "coffee/PayGiftRule/spring"),
        { ...ask("many", "", "guards: { max_changes: 4 }"), account: "coffee" },
      ],
      ...{ complete: false, applicable: false },
    },
  ),
};
