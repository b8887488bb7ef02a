import { asText, type Json } from "../../../model/json.ts";
import type { KindWords } from "../../../model/kind-words.ts";
import type { creatingProblems } from "../../../model/problems/creating.ts";
import type { AnswerArgs, planProblems } from "../../../model/problems/plan.ts";
import type { ArgsOf } from "../../../model/problems/table.ts";
import { grouped } from "../amounts.ts";
import { answerText, callName, has, number, text, texts } from "../args.ts";
import type { ArgsInContext, Theme, WordsOf } from "../language.ts";
import { creatingWords } from "./creating.ts";
import { consolePage, count, declaredText, field, idNames, instant, joined, list, liveText, shown } from "./phrases.ts";

/** What comparing with the platform shows. */
export const plan = {
  title: "文档与平台的比对",
  when: "在生成计划、读取线上状态之后发现。根本无法执行的改动，由文件提出时是错误，只是线上被改动时是警告。",
  words: {
    "resource-missing": {
      about:
        "平台在这个账号下找不到此 id 对应的资源。wxcards 不会新建一个来顶替：要么 id 写错了，要么它属于另一个账号。由多个对象（例如规则）组成、而这些对象曾经存在过的资源，可以用 `--allow replace=ADDRESS` 重新添加其中的条目（商户号）。",
      message: (args) => `${joined("这个账号下不存在", resource(args))}${answer(args.answer)}`,
      hint: (args) =>
        args.sandbox === true
          ? args.declared === true
            ? "内嵌平台上还没有它：运行 `wxcards sandbox --fill` 把它放进去"
            : "内嵌平台上没有它，但内嵌平台的状态里有：`rm -rf .wxcards` 可从头开始"
          : "核对 id 和账号；只有创建它的账号才认识这个 id",
    },
    "resource-deleted": {
      about: "资源已在平台上删除，无法恢复。请移除它的文档。",
      message: (args) => `${joined(resource(args), "已在平台上删除")}（${text(args.state, "已删除")}）`,
      hint: (args) =>
        `移除文档；若要新建一个代替它，把 \`spec:\` 换成 \`state: absent\`、\`reason:\` 和 \`id: ${text(args.id)}\`，应用一次，再把文档恢复并去掉 id`,
    },
    "card-off-shelf": {
      about:
        "平台已将这张会员卡下架。对已下架会员卡的修改会怎样，平台文档没有说明，因此什么都不发送。原因可在 mp.weixin.qq.com 查看；已迁移到微信支付会员卡的，要在那边修改。",
      message: (args) => `会员卡已被平台下架（${text(args.state)}），因此什么都不发送`,
      hint: () => "到 mp.weixin.qq.com（卡券功能）查看原因并处理，再重新计划；或者撤回这处改动",
    },
    "card-expired": {
      about: "平台显示这张会员卡已过期。此时修改是否生效，平台文档没有说明；通常的做法是把有效期的结束时间改晚。",
      message: (args) => `平台显示会员卡已过期（${text(args.state)}），改动可能不会生效`,
      hint: () => "应用之后，看看这张会员卡能否再次被领取；如果不能，需要新建一张代替它",
    },
    "resource-of-other-type": {
      about: "这个 id 对应的东西不属于此类文档所描述的类型：例如它是优惠券而不是会员卡，或者是一条不赠送会员卡的规则。",
      message: (args) => `${joined(resource(args), `不是${managed(args)}`)}（${text(args.state, "其他类型")}）`,
      hint: (args) => `填写${managed(args)}的 id`,
    },
    "field-cannot-change": {
      about:
        "只有创建时才能设置的字段与线上不同。请写成线上的值，或去掉这个键。brand_name 可以通过后台修改：先给账号改名，再到后台对会员卡做一处小改动并保存，然后重新应用。",
      message: (args) => `线上${args.words.object[0]}的 ${field(args)} 无法通过接口修改：${bothValues(args)}`,
      hint: (args) =>
        args.field === "base_info.brand_name"
          ? renaming
          : `${keeping(args, `${joined("写成", liveText(args))}，或去掉这个键`)}；要用别的值，需要新建${args.words.object[0]}`,
    },
    "moves-only-false-to-true": {
      about: "只能打开、打开后再也不能关闭的开关，例如 supply_bonus。请写 true，或去掉这个键。",
      message: (args) => `${field(args)} 打开后不能再关闭：${bothValues(args)}`,
      hint: ({ words }) => `写 true，或去掉这个键；只有新建的${words.object[0]}才可以不打开它`,
    },
    "moves-only-later": {
      about: "有效期的结束时间只能改晚，其他改法平台会返回 40100。请写成线上的结束时间或更晚。",
      message: (args) => moved(args, "晚"),
      hint: (args) => `写成 ${text(instant(args.live, args.timezone))} 或更晚，或去掉这个键`,
    },
    "moves-only-earlier": {
      about: "有效期的开始时间只能改早，其他改法平台会返回 40100。请写成线上的开始时间或更早。",
      message: (args) => moved(args, "早"),
      hint: (args) => `写成 ${text(instant(args.live, args.timezone))} 或更早，或去掉这个键`,
    },
    "colour-without-name": {
      about:
        "颜色是按名称发送的，而这个十六进制值没有对应的名称。只有当它就是线上的颜色时，才可以写在文档里；否则请选一个有名称的颜色。",
      message: (args) => `${field(args)}：${shown(args.value ?? args.declared)} 没有对应的名称，而颜色是按名称发送的`,
      hint: (args) => `改用 ${texts(args.choices).join("、")}`,
    },
    "consent-expired": {
      about: "文档里的许可已经到期，不再有效。请去掉它，或把 `until:` 写得更晚。",
      message: (args) => `${consentName(args)}已于 ${text(args.until)} 到期`,
      hint: () => "去掉它，或把 `until:` 写得更晚",
    },
    "consent-unused": {
      about: "文档里的许可没有任何改动需要它。留着不去掉，将来可能会放行没有人看过的改动。",
      message: (args) =>
        args.what === "occupied"
          ? `没有改动需要 ${consentName(args)}：它们已在线上，或者没有声明`
          : `没有改动需要 ${consentName(args)}`,
      hint: () => "把它从文档里去掉",
    },
    "drift-refused": {
      about:
        "一个字段在线上被改动，而文件没有变，项目设置了这种情况下拒绝继续（`guards.drift: refuse`）。请把线上值写进文件，或者以文件为准。",
      message: (args) => `${field(args)} 在线上被改动：${itemsMoved(args) ?? bothValues(args)}`,
      hint: (args) =>
        `要保留线上的改动，${keeping(args, itemsMoved(args) === undefined ? joined("写成", liveText(args)) : "把文件里的列表改成一样")}；要以文件为准，用 --allow drift 发送文件的值（guards.drift: overwrite 则总是如此）`,
    },
    "review-refused": {
      about: "这个值没有通过平台的审核。在文件里改成别的值之前，不会再次提交。",
      message: (args) => `${field(args)} 审核未通过：${declaredText(args)}，${submitted(args)}`,
      hint: ({ words }) => `${reading(words)}修改这个值；要原样再次提交：--allow resubmit`,
    },
    "review-passed-without-value": {
      about: "审核已经结束，但平台显示的不是提交的值。可能有人在审核期间在后台改过它。",
      message: (args) => `${field(args)} 审核已结束，但提交的值没有生效：${bothValues(args)}`,
      hint: ({ words }) => `${looking(words)}；要再次提交就在文件里改成别的值，否则写成线上的值`,
    },
    "too-many-info-items-live": {
      about:
        "线上已有的加上将要发送的，超过了积分、余额和自定义字段共用的三个位置（40124）。已在线上的自定义字段无法去掉。",
      message: (args) =>
        `${list(args.items)} 会占用 ${count(texts(args.items).length, "个位置")}，而一张会员卡只有 ${number(args.limit)} 个`,
      hint: (args) => `线上已有：${list(args.live)}；从文档里去掉一个新的`,
    },
    "validity-not-changeable": {
      about: "线上的会员卡只有固定日期区间的有效期可以修改，而且只能把区间改宽；固定时长或永久有效的不能改（40100）。",
      message: (args) =>
        `这张会员卡的有效期不能修改：它的类型是 ${text(args.type)}，只有 DATE_TYPE_FIX_TIME_RANGE 可以`,
      hint: () => "从文档里去掉 date_info；要用别的有效期，需要新建会员卡",
    },
    "activation-modes-live": {
      about:
        "线上有一种文档里没有写的激活方式，与将要发送的并存。只有一种会生效：auto_activate 优先于 activate_url，activate_url 优先于 wx_activate。",
      message: (args) => `线上已有 ${list(args.live)}，${list(args.modes)} 中只有 ${text(args.effective)} 生效`,
      hint: () => "把每种方式都写明：不需要的开关写 false，activate_url 写 null",
    },
    "stores-all-live": {
      about: "线上的会员卡适用于全部门店，因此门店列表不起作用。请在列表旁边写明 `use_all_locations: false`。",
      message: () => "location_id_list 不起作用：线上的会员卡适用于全部门店",
      hint: () => "在它旁边写 `use_all_locations: false`，或去掉列表",
    },
    "stock-total-unknown": {
      about:
        "平台没有把这张会员卡的总库存显示为一个合理的整数（至少为零，且不少于剩余库存）。剩余库存会随着用户领卡而减少，这时无法稳妥地调整到目标总数。",
      message: () => "平台不显示这张会员卡的总库存，因此无法把库存调整到指定的总数",
      hint: () => "从文档里去掉 `sku`，到 mp.weixin.qq.com 修改库存",
    },
    "sent-and-not-shown": {
      about:
        "这处改动此前已经发送并被接受，但平台没有显示出来。这个调用每次都会累加，不能重复发送：请先查看资源的实际情况。",
      message: (args) =>
        `${field(args)} 此前已发送并被接受，但${joined("平台显示的是", liveText(args))}，${joined("不是", declaredText(args))}；不会再次发送`,
      hint: ({ words }) => `${looking(words)}；写成那里显示的值，或写一个别的值来发送`,
    },
    "stock-below-claimed": {
      about: "库存是总数：已领取的加上剩余的。它不能小于用户已经领取的数量。",
      message: (args) =>
        `total_quantity 不能是 ${grouped(number(args.wanted))}：用户已经领取了 ${count(number(args.claimed), "张")}`,
      hint: (args) => `写 ${number(args.claimed)} 或更多；写 ${number(args.claimed)} 则没有剩余`,
    },
    "stock-above-limit": {
      about: "库存超过了平台允许一张会员卡拥有的上限。",
      message: (args) =>
        `total_quantity 不能是 ${grouped(number(args.wanted))}：一张会员卡的库存最多 ${grouped(number(args.limit))}`,
      hint: (args) => `写 ${number(args.limit)} 或更少`,
    },
    ...creatingWords,
  } satisfies WordsOf<keyof typeof planProblems | keyof typeof creatingProblems>,
} satisfies Theme;

const renaming = [
  "先给账号改名，再到 mp.weixin.qq.com（卡券功能）对这张会员卡的积分或折扣做一处小改动并保存，新名称随之生效",
  "（此时提示“系统繁忙”，往往说明改动的内容不合法）；然后在这里写上新名称，并把那处小改动改回去",
].join("\n");

function resource({ id, words }: { readonly id: string; readonly words: KindWords }): string {
  return idNames(id, "该资源", words);
}

/** What a document can describe. */
function managed({ words: { managed, object } }: { readonly words: KindWords }): string {
  return managed?.[0] ?? `可纳管的${object[0]}`;
}

/** `线上为 1，文件为 2`. */
function bothValues(args: Parameters<typeof liveText>[0]): string {
  return `${joined("线上为", liveText(args))}，${joined("文件为", declaredText(args))}`;
}

/** `2026-11-21T10:00:00+08:00 提交`. */
function submitted({ since }: { readonly since?: string | undefined }): string {
  return has(since) ? `${text(since)} 提交` : "此前提交";
}

/** `到 mp.weixin.qq.com（卡券功能）查看原因，然后`; nothing where no place is known. */
function reading(words: KindWords): string {
  const page = consolePage(words);
  return page === undefined ? "" : `到 ${page}查看原因，然后`;
}

/** `到 mp.weixin.qq.com 查看这张会员卡`. */
function looking({ object: [object], site }: KindWords): string {
  return joined(site === undefined ? "到平台上" : joined("到", site.host), `查看该${object}`);
}

/** What a document agrees to: `drift 许可`. */
function consentName({ what, words }: { readonly what: string; readonly words: KindWords }): string {
  return what === "occupied" ? `occupied 许可（在别处被占用的${words.item[0]}）` : `${text(what)} 许可`;
}

/** What a list gained and lost on the platform, for lists too long to be shown twice. */
function itemsMoved({ declared, live }: ArgsOf<"drift-refused">): string | undefined {
  if (!Array.isArray(declared) || !Array.isArray(live)) return undefined;
  const [gained, lost] = [onlyIn(live, declared), onlyIn(declared, live)];
  const parts = [
    ...(gained.length === 0 ? [] : [joined("线上多了", list(gained))]),
    ...(lost.length === 0 ? [] : [joined("线上少了", list(lost))]),
  ];
  return parts.length === 0 ? undefined : parts.join("，");
}

/** Items of a list that another does not have. */
function onlyIn(items: readonly Json[], others: readonly Json[]): Json[] {
  const known = new Set(others.map((item) => JSON.stringify(item)));
  return items.filter((item) => !known.has(JSON.stringify(item)));
}

/** What the platform answered to the read, in its own words. */
function answer(args: AnswerArgs | undefined): string {
  if (args === undefined) return "";
  const { call, errcode, errmsg, rid, code, message, status, requestId } = args;
  const answered = `${callName(asText(call))} 返回`;
  if (has(code))
    return `（${answered} HTTP ${text(status, "未知")} ${text(code)}：${answerText(message, "没有文字说明")}，Request-ID ${text(requestId, "无")}）`;
  const mark = has(rid) ? `，rid ${text(rid)}` : "";
  return `（${answered} errcode ${text(errcode, "未知")}：${answerText(errmsg, "没有文字说明")}${mark}）`;
}

function moved(args: ArgsInContext<ArgsOf<"moves-only-later">>, way: "晚" | "早"): string {
  const { timezone } = args;
  return `${field(args)} 只能改${way}：线上为 ${instant(args.live, timezone)}，文件为 ${instant(args.declared, timezone)}`;
}

/** How the live value is kept: by writing it, or, where no document may hold it, by saying nothing of the field. */
function keeping(args: { readonly unwritable?: boolean | undefined }, writing: string): string {
  return args.unwritable === true ? "去掉这个键，因为线上的值无法写进文档" : writing;
}
