import type { ArgsOf } from "../../../model/problems/table.ts";
import type { thirdPartyProblems } from "../../../model/problems/third-party.ts";
import { has, number, text, texts } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { list, withVariables } from "./phrases.ts";
import { raw } from "./platform.ts";

const example = '["node", "token.js"]';

/** What comes of third-party platforms, and of programs that give or keep tokens. */
export const thirdParty = {
  title: "第三方平台与 token 命令",
  when: "在账号的第一次调用之前，或需要更换 token 时发现。每一条只涉及一个账号，其他账号照常进行。[第三方平台](../../zh-CN/third-party.md)",
  words: {
    "command-malformed": {
      about:
        "应当填写命令的变量中不是命令。命令是一个 JSON 文本数组，第一项是程序，不经过 shell。变量的内容不会显示，因为其中可能有密钥。",
      message: (args) => `${text(args.variable)} 中不是命令：${formFaults[args.fault] ?? "它不是文本数组"}`,
      hint: () => `把程序和参数写成 JSON 文本数组，例如 ${example}`,
    },
    "command-failed": {
      about:
        "账号的命令没有完成工作：无法启动，超过十秒，输出超过 64 KiB，或以 0 以外的代码结束。命令和它启动的进程都会被结束。stderr 只显示第一行，并去掉可能是密钥的部分；stdout 完全不显示。",
      message: (args) => `${text(args.variable)} 中的命令${failure(args)}${said(args)}`,
      hint: () => "在同样的环境中、不带终端手动运行该命令，查看原因",
    },
    "command-answer-unusable": {
      about: "提供账号 token 的命令正常结束，但输出的不是 token。输出的内容不会显示。",
      message: (args) => `${text(args.variable)} 中的命令没有输出 token：${answerFaults[args.fault] ?? "没有 token"}`,
      hint: () =>
        '让它在 stdout 上只输出一个 JSON 对象：{ "access_token": "…", "expires_in": 7200 }，有效期是以秒为单位的数字',
    },
    "token-command-repeats": {
      about: "平台拒绝了命令给出的 token，而命令再次给出的仍是同一个。它保存的 token 已在别处被替换。",
      message: (args) => `access_token 被拒绝，而命令再次给出的仍是同一个${raw(args)}`,
      hint: (args) =>
        withVariables(
          "让 {TOKEN_COMMAND} 中的程序向平台获取新的 token；并查明是否有别的程序也在为该账号获取 token",
          args,
        ),
    },
    "component-token-refused": {
      about: "平台拒绝了第三方平台的 token，并且没有别的可用：直接提供的无法续期，自行获取的已经续期过一次。",
      message: (args) => `第三方平台的 token 被拒绝${raw(args)}`,
      hint: (args) =>
        withVariables(
          "在 {ACCESS_TOKEN} 中填入新的 component_access_token，或改为设置 {APPSECRET} 和 {VERIFY_TICKET}",
          args,
        ),
    },
    "refresh-token-unkept": {
      about:
        "平台给出的 refresh_token 与环境变量中的不同，而没有程序保存它：之前的那个随时可能失效。可能写入的运行在写入之前为该账号停下；只读取的运行说明这一点并继续。新的 token 不写入任何文件，也不在任何地方显示。",
      message: (args) => `${text(args.account)} 的 refresh_token 已改变，而没有程序保存新的`,
      hint: (args) =>
        `把 ${list(texts(args.variables), "或")} 设置为一个命令，由它从 stdin 读取 { "appid", "refresh_token" } 并保存；或清空 refresh_token 变量，由 wxcards 查找`,
    },
    "authorizer-not-listed": {
      about: "没有为该账号提供 refresh_token，而已授权给第三方平台的账号列表中也没有它。",
      message: (args) => `${text(args.identity)} 不在已授权给第三方平台 ${text(args.component)} 的账号之中`,
      hint: () =>
        "让管理员扫第三方平台的授权码，勾选编号 8 的卡券权限集；或核对 wxcards.yaml 中的 appid 和 component.appid",
    },
  } satisfies WordsOf<keyof typeof thirdPartyProblems>,
} satisfies Theme;

const formFaults: Readonly<Record<string, string>> = {
  "not-json": "它不是 JSON",
  "no-list": "它是 JSON，但不是数组",
  empty: "数组为空，或第一项为空",
  "no-texts": "数组中有文本以外的内容",
};

const answerFaults: Readonly<Record<string, string>> = {
  "not-utf8": "输出不是 UTF-8",
  "not-json": "输出不是 JSON",
  "no-object": "输出是 JSON，但不是对象",
  "no-token": "缺少 access_token，或它不是 token",
  expires: "expires_in 不是以秒为单位的整数",
};

function failure(args: ArgsOf<"command-failed">): string {
  if (args.why === "exit") return `以 ${number(args.exitCode ?? 1)} 结束`;
  if (args.why === "late") return `在 ${number(args.seconds ?? 0)} 秒内没有结束，已被终止`;
  if (args.why === "overflow") return `输出超过 ${number(args.bytes ?? 0)} 字节，已被终止`;
  if (args.why === "missing") return "无法启动：没有这个程序";
  return args.why === "stopped" ? "被信号终止" : "无法启动";
}

function said({ said: words }: ArgsOf<"command-failed">): string {
  return has(words) ? `；它的输出是：${text(words)}` : "";
}
