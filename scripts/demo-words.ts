import type { LanguageName } from "../src/model/language.ts";

/** What the demo says between its commands. */
interface DemoWords {
  readonly edited: string;
  readonly comment: string;
  readonly merged: string;
  readonly again: string;
  /** Behind each command: `(exit 2)`. */
  readonly exit: (code: number | null) => string;
}

/** The words of the demo in each language. */
export const demoWords: Readonly<Record<LanguageName, DemoWords>> = {
  en: {
    edited: "The cards of cards/ are edited, committed, and a pull request is opened. Its CI runs:",
    comment: "The file plan.md is what the CI puts below the pull request as a comment:",
    merged: "After the merge:",
    again: "And once more, to see that nothing is left to do:",
    exit: (code) => `(exit ${code})`,
  },
  "zh-CN": {
    edited: "修改 cards/ 里的会员卡，提交，发起合并请求。它的持续集成运行：",
    comment: "持续集成把文件 plan.md 作为评论贴到合并请求下面：",
    merged: "合并之后：",
    again: "再计划一次，确认没有遗留的改动：",
    exit: (code) => `（退出码 ${code}）`,
  },
};
