import type { usageWords as english } from "../en/usage.ts";
import type { SameMembers } from "../same-members.ts";

/** What is said around flags and commands in the help, and of a command line that is wrong. */
export const usageWords: SameMembers<typeof english> = {
  headings: { "Usage:": "用法：", "Arguments:": "位置参数：", "Options:": "参数：", "Commands:": "命令：" },
  /** What commander puts where flags and commands come. */
  placeholders: { "[options]": "[参数]", "[command]": "[命令]" },
  choices: (values) => `可选值：${values.join("、")}`,
  standard: (value) => `默认：${value}`,
  aside: (parts) => `（${parts.join("；")}）`,
  unknownCommand: (name) => `错误：没有“${name}”这个命令`,
  unknownOption: (flag) => `错误：没有“${flag}”这个参数`,
  missingArgument: (name) => `错误：缺少必填的参数 ${name}`,
  missingOption: (flag) => `错误：缺少必填的“${flag}”`,
  missingValue: (flag) => `错误：“${flag}”后面缺少值`,
  invalidValue: (flag, value, why) => `错误：“${flag}”的值“${value}”无效。${why}`,
  invalidArgument: (value, name, why) => `错误：${name} 的值“${value}”无效。${why}`,
  tooMany: (command, expected, count) =>
    `错误：${command === "" ? "" : `${command} 的`}参数太多：最多 ${expected} 个，实际 ${count} 个。`,
  meant: (names) => `（是不是想写 ${names.join("、")}？）`,
};
