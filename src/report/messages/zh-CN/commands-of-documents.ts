import type { commandsOfDocuments as english } from "../en/commands-of-documents.ts";
import type { SameMembers } from "../same-members.ts";

/** The commands that write live values into documents. */
export const commandsOfDocuments: SameMembers<typeof english> = {
  import: {
    summary: "为线上会员卡写出文档；只读取平台，从不覆盖文件",
    about: "为[线上会员卡和规则写出文档](import.md)，带注释；从不覆盖文件",
    arguments: {
      "[address=id...]": "要导入的资源，例如 coffee/MemberCard/gold=ph_gmt7cUVrlRk8swPwx7aDyF-pg",
    },
    flags: {
      "--all": {
        summary: "所有没有文档的资源",
        about: "这些账号中所有没有文档的会员卡和规则",
      },
    },
    examples: {
      "wxcards import --all": "所有账号的全部资源",
      "wxcards import MemberCard/gold=pKx3Tt0b9QeLm2ZyVhN4sWcR7uAg": "一张会员卡，并给它取名",
    },
  },
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
