import type { FieldChange, Plan } from "../../../../model/plan.ts";
import { grouped } from "../../amounts.ts";
import type { fieldChangeWords as englishFieldChange, planWords as englishPlan } from "../../en/results/plan.ts";
import { count, counted } from "../phrases.ts";

/** What is said around the changes of a plan. */
export const planWords: typeof englishPlan = {
  offline: (asOf) =>
    asOf === undefined ? "离线：与上次应用的内容比对，没有查看线上状态。" : `离线：与 ${asOf} 的线上状态比对。`,
  sandbox: "在内嵌平台（沙盒）上：不会向微信发送任何内容。",
  head: "| 字段 | 线上 | 文件 | | 行 |",
  inFile: (file) => `在 ${file} 中`,
  digest: (digest) => `摘要 ${digest}`,
  embedded: "内嵌",
  errorsFirst: "请先改正上面的错误。",
  orWritten: (file, snippet) => `  或写入 ${file}：${snippet}`,
  consent: (allow) => `需要许可：--allow ${allow}`,
  unmanaged: (resource) => `未纳管：${resource}（线上有，没有文档）`,
  unmanagedNow: (resource, name) => `不再纳管：${resource}（状态中记为 ${name}，没有文档）`,
  carried: (names) => `wxcards 不认识，按线上原样一并发送：${names}`,
  lost: (names) => `线上有，但无法原样写回：${names}`,
  givenOut: (count) => (count === 0 ? "尚无人领取" : `已领取 ${grouped(count)} 张`),
  forGood: "不可撤销：无法恢复，只能重新创建",
  reason: (reason) => `原因：${reason}`,
  others: "此前的改动，尚未应用：",
  base: (ref, commit) => `本次变更与 ${ref}（${commit.slice(0, 10)}）相比得出。`,
  drift: "漂移，按线上原样保留：",
  resources: (number, { object }) => counted(number, object),
  documents: (number, kind) => (kind === "" ? count(number, "份文档") : `${count(number, "份")} ${kind} 文档`),
  noPlan: "没有生成计划：什么都没有读到。",
  noChanges: (plan) => `没有改动。${plan.summary.unchanged} 个资源无变化。${adopted(plan)}${kept(plan)}`,
  summary: (plan) => {
    const { summary } = plan;
    const head = plan.complete ? "计划" : "不完整的计划";
    const counts = `新建 ${summary.create}，修改 ${summary.update}，替换 ${summary.replace}，删除 ${summary.delete}，无变化 ${summary.unchanged}。`;
    return `${head}：${counts}${adopted(plan)}${review(plan)}${kept(plan)}共 ${writeCalls(summary.calls)}。`;
  },
};

/** What is said of one field of a change, beside its values. */
export const fieldChangeWords: typeof englishFieldChange = {
  newText: "文本，见下",
  newItems: "见下",
  text: (sign) => `文本${differs(sign)}，见下`,
  below: (sign) => `${differs(sign)}，见下`,
  onlyLineBreaks: "（只有换行不同）",
  notShown: "（平台不显示）",
  unseen: "未查看",
  sentAgain: (value) => `${value}（因审核而重新发送）`,
  madeByPlan: (address) => `${address}（由这份计划创建）`,
  empty: "（空）",
  live: "线上 ",
  file: "文件 ",
  items: (count) => `${count} 项`,
  itemsShown: (count, some) => `${count} 项：${some}`,
  onlyIn: (side) => (side === "live" ? "仅线上有：" : "仅文件有："),
  verdict: ({ verdict, origin }: FieldChange): string | undefined => {
    switch (verdict) {
      case "keep":
        return origin === "drift" ? "漂移，保留" : "不发送";
      case "blocked":
        return origin === "drift" ? "拒绝执行" : "不可修改";
      case "in-review":
        return "已提交，不再发送";
      case "unverifiable":
        return "平台不显示，不比对";
      case "send":
        return undefined;
    }
  },
};

/** `3 次写调用`. */
export function writeCalls(calls: number): string {
  return `${calls} 次写调用`;
}

function differs(sign: "→" | "≠"): string {
  return sign === "→" ? "有改动" : "不同";
}

function kept({ summary }: Plan): string {
  return summary.drift === 0 ? "" : `${summary.drift} 个有漂移，予以保留。`;
}

function adopted({ summary: { adopt } }: Plan): string {
  return adopt === 0 ? "" : `认领 ${adopt} 个：应用时把 id 写入状态。`;
}

function review({ summary: { review: cards } }: Plan): string {
  return cards === 0 ? "" : `${cards} 张会员卡将进入审核。`;
}
