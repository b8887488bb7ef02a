import type {
  explainWords as englishExplain,
  importWords as englishImport,
  statusWords as englishStatus,
  validationWords as englishValidation,
  verifyWords as englishVerify,
} from "../../en/results/others.ts";
import { writeCalls } from "./plan.ts";

/** What is said of resources that are managed. */
export const statusWords: typeof englishStatus = {
  head: "| 资源 | id | 现状 | 平台给出的状态 | 开始时间 |",
  nothing: "这里没有纳管任何资源。",
  since: (since) => `自 ${since} 起`,
};

/** What is said of a saved plan. */
export const verifyWords: typeof englishVerify = {
  fits: (file, calls) => `${file} 仍然适用：${writeCalls(calls)}。`,
};

/** What is said of documents that were checked. */
export const validationWords: typeof englishValidation = {
  none: "没有发现问题。",
  undone: {
    plan: (counts) => `${counts}。没有生成计划。`,
    pull: (counts) => `${counts}。没有写入任何文件。`,
  },
};

/** What is said around what is known of kinds and fields, in Markdown. */
export const explainWords: typeof englishExplain = {
  kinds: "资源类型",
  kindsHead: "| 资源类型 | 平台 | 含义 |",
  fieldsHead: "| 名称 | 路径 | 值类型 | 修改 | 审核 |",
  review: "审核",
};

/** What is said of resources that became documents, and in the comments of those. */
export const importWords: typeof englishImport = {
  /** `导入：已导入 3。已跳过：已纳管 2，已删除 1。` */
  counts: ({ imported, skipped }) => {
    const part = (number: number, words: string) => (number === 0 ? [] : [`${words} ${number}`]);
    const parts = [
      ...part(skipped.managed, "已纳管"),
      ...part(skipped.deleted, "已删除"),
      ...part(skipped.otherTypes, "其他类型"),
    ];
    return `导入：已导入 ${imported.length}。${parts.length === 0 ? "" : `已跳过：${parts.join("，")}。`}`;
  },
  head: "| 资源 | id | 文件 | 未写入 |",
  leftOutOf: "未写入",
  leftOut: "线上有，但没有写入这份文档：",
  comment: (label, caveats) => [label, ...caveats].join("，"),
  caveats: ({ change, review, move }) => {
    if (change === "create") return ["创建后不可修改"];
    return [...(review === true ? ["修改需审核"] : []), ...(move === undefined ? [] : [moves[move]])];
  },
};

const moves = { "false-to-true": "只能从 false 改为 true", later: "只能改晚", earlier: "只能改早" } as const;
