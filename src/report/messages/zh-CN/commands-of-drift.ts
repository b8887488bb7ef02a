import type { commandsOfDrift as english } from "../en/commands-of-drift.ts";
import type { SameMembers } from "../same-members.ts";

/** The commands about what was changed at the console. */
export const commandsOfDrift: SameMembers<typeof english> = {
  pull: {
    summary: "把漂移字段的线上值写回声明它们的文档；只读取平台",
    about:
      "把漂移字段的线上值写回声明它们的文档，其他各行保持不变。[采纳后台的改动](drift.md#taking-over-what-was-done-in-the-console)",
    arguments: { "[address...]": "只处理这些资源，例如 coffee/MemberCard/gold；* 代表任意字符" },
    flags: {
      "--dry-run": { summary: "输出可供 git apply -p1 使用的差异，不写入任何文件" },
      "--take <side>": { summary: "文件和后台都改过同一个字段时，采用哪一方的值" },
    },
    examples: {
      "wxcards pull": "所有账号中的全部漂移",
      "wxcards pull MemberCard/gold --dry-run": "先看看一张会员卡的文件会怎么变",
      "wxcards pull --take live": "文件也改过的字段，同样采用线上的值",
    },
  },
};
