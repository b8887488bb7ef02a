import type { ArgsOf } from "../../../model/problems/table.ts";
import type { keyProblems } from "../../../model/problems/wechatpay.ts";
import { number, text, texts } from "../args.ts";
import type { WordsOf } from "../language.ts";
import { count, fileReason, joined, withVariables } from "./phrases.ts";
import { callText, of, publicKeyPage, raw, safety } from "./wechatpay-facts.ts";

/** What comes of the keys of an account, which are tried before its first call. */
export const keyWords = {
  "key-not-a-key": {
    about:
      "应当放密钥的变量中没有可以读取的密钥。可以是 PEM（真正的换行或 \\n 都行），也可以是 PEM 或 DER 的 base64。私钥在 `apiclient_key.pem` 中。",
    message: (args) => `${variable(args)} 中没有可以读取的密钥`,
    hint: (args) => `完整提供${keyFile(args)}：可用 PEM、以 \\n 表示换行的 PEM，或 base64${elseFile(args)}`,
  },
  "key-file-missing": {
    about: "变量指向一个密钥文件，而该文件不存在。",
    message: (args) => joined(`${variable(args)} 所指的文件`, text(args.file, ""), "不存在"),
    hint: (args) =>
      args.home === true ? "写出完整的路径：~ 只有 shell 才认识" : `改正 ${variable(args)}；相对路径以当前工作目录为准`,
  },
  "key-file-unreadable": {
    about: "变量指向一个密钥文件，而该文件无法读取。",
    message: (args) => joined(`${variable(args)} 所指的文件`, text(args.file, ""), `无法读取（${fileReason(args)}）`),
    hint: () => "检查文件的权限；运行 wxcards 的用户必须能读取它",
  },
  "key-in-place-of-file": {
    about: "应当写文件路径的变量中放的是密钥本身。其内容不会显示；如果之前运行的日志显示过它，必须更换密钥。",
    message: (args) => `${variable(args)} 中是密钥本身，而这里应当是密钥文件的路径`,
    hint: (args) => `把密钥本身填入 ${variable(args).replace(/_FILE$/, "")}，或在这里写密钥文件的路径`,
  },
  "key-cut-off": {
    about:
      "密钥的开头正确，却没有结尾，例如多行的值只传来了第一行。用 \\n 表示换行，改用 base64，或在以 _FILE 结尾的变量中写文件路径。",
    message: (args) => `${variable(args)} 中只有密钥的开头，没有结尾`,
    hint: (args) =>
      fromFile(args)
        ? joined(`把${keyFile(args)}`, "重新完整地放入该文件，直到最后一行")
        : `写成一行，用 \\n 表示换行，或提供该文件的 base64${elseFile(args)}`,
  },
  "key-is-public": {
    about: "应当放 API 证书私钥的地方放了公钥。只有私钥能给请求签名；它在 `apiclient_key.pem` 中。",
    message: (args) => `${variable(args)} 中是公钥，而这里应当是私钥`,
    hint: () => "使用随 API 证书下载的 apiclient_key.pem",
  },
  "key-is-certificate": {
    about: "应当放私钥的地方放了 API 证书（`apiclient_cert.pem`）。私钥在旁边的 `apiclient_key.pem` 中。",
    message: (args) => `${variable(args)} 中是证书，而这里应当是它的私钥`,
    hint: () => "使用 apiclient_key.pem，而不是 apiclient_cert.pem",
  },
  "key-encrypted": {
    about: "私钥需要密码，而流水线中没有人可以输入密码。用 `openssl pkey` 去掉密码，并把结果作为密钥保管。",
    message: (args) => `${variable(args)} 中的私钥需要密码`,
    hint: () => "用 `openssl pkey -in apiclient_key.pem -out plain.pem` 去掉密码，再提供 plain.pem 的内容",
  },
  "key-is-p12": {
    about:
      "变量中是同时含有证书和私钥的文件（`apiclient_cert.p12`），需要密码。同一次下载中有单独的私钥 `apiclient_key.pem`。",
    message: (args) => `${variable(args)} 中是 PKCS #12 文件，不是单独的密钥`,
    hint: (args) =>
      forAnswers(args)
        ? `使用${keyFile(args)}`
        : "使用 apiclient_key.pem，而不是 apiclient_cert.p12，或运行 `openssl pkcs12 -in apiclient_cert.p12 -nocerts -nodes -out apiclient_key.pem`",
  },
  "key-not-rsa": {
    about: "微信支付只用 RSA 签名，而这是其他类型的密钥。",
    message: (args) => `${variable(args)} 中的密钥不是 RSA 密钥`,
    hint: (args) => `使用${keyFile(args)}`,
  },
  "key-too-short": {
    about: "微信支付用 2048 位的 RSA 密钥签名，而这个密钥较短。",
    message: (args) => `${variable(args)} 中的 RSA 密钥不足 2048 位`,
    hint: (args) => `使用${keyFile(args)}`,
  },
  "key-is-private": {
    about:
      "应当放微信支付公钥的地方放了私钥，而这种地方往往保管得不够严密。这个私钥不会被使用；如果别人能读到那里，更换密钥。",
    message: (args) => `${variable(args)} 中是私钥，而这里应当是微信支付公钥`,
    hint: () => `去掉它，在这里填入公钥（${publicKeyPage}）\n如果别人能读到那里，私钥可能已经泄露：更换 API 证书`,
  },
  "key-is-own-certificate": {
    about: "应当放微信支付公钥的地方放了商户自己的 API 证书。应答由平台签名，用它什么也验证不了。",
    message: (args) => `${variable(args)} 中是商户自己的证书，而这里应当是微信支付公钥`,
    hint: () => `下载微信支付公钥（${publicKeyPage}），而不是 apiclient_cert.pem`,
  },
  "public-key-id-missing": {
    about: "微信支付公钥本身不含自己的 ID，而应答用这个 ID 指明签名所用的密钥。它在商户平台上，就在公钥旁边。",
    message: (args) => `${variable(args)} 为空：缺少公钥 ID`,
    hint: () => `填写公钥旁边的 ID，即 PUB_KEY_ID_ 加数字（${publicKeyPage}）`,
  },
  "public-key-id-malformed": {
    about: "微信支付公钥的 ID 是 PUB_KEY_ID_ 加数字；平台证书的 ID 是它的序列号。",
    message: (args) => `${variable(args)} 中不是公钥 ID`,
    hint: () => `复制完整的 ID，即 PUB_KEY_ID_ 加数字（${publicKeyPage}）；APIv3 密钥是另一回事`,
  },
  "public-key-id-differs": {
    about: "提供了平台证书，同时给出的 ID 却不是它的序列号，用它验证不了任何应答。",
    message: (args) => `${variable(args)} 不是所给平台证书的序列号`,
    hint: () => "填写序列号（`openssl x509 -noout -serial -in …`），或改为提供与该 ID 对应的微信支付公钥",
  },
  "apiv3-key-length": {
    about: "APIv3 密钥正好 32 个字节，就是当初设置的那个。它用于解密平台证书，与其他密钥都不相同。",
    message: (args) => `${variable(args)} 的内容不是 32 个字节，而 APIv3 密钥正好 32 个字节`,
    hint: () => `填写当初设置的 APIv3 密钥（${safety} → APIv3密钥）；已有微信支付公钥的不需要它`,
  },
  "serial-no-malformed": {
    about: "API 证书序列号由十六进制数字组成，一般是 40 位。",
    message: (args) => `${variable(args)} 中不是证书序列号`,
    hint: () => `从“${safety}”复制，或运行 \`openssl x509 -noout -serial -in apiclient_cert.pem\``,
  },
  "key-does-not-sign": {
    about: "私钥所签的内容，用它自己的公钥验证不通过：密钥在传到这里的途中损坏了。",
    message: (args) => `${of(args)}私钥不能签名：已损坏`,
    hint: () =>
      "从文件而不是从屏幕上重新提供完整的 apiclient_key.pem；可用 `openssl pkey -in apiclient_key.pem -check -noout` 检验",
  },
  "public-key-is-own": {
    about: "用于验签的公钥就是该账号自己私钥的公钥。应答由平台签名，用它一个也验证不了。",
    message: (args) => `${of(args)}公钥 ${text(args.serial)} 是账号自己的，不是微信支付公钥`,
    hint: () => `下载微信支付公钥（${publicKeyPage}）`,
  },
  "public-key-needed": {
    about: "品牌自己调用时，每个请求都必须指明一个微信支付公钥；平台证书和 APIv3 密钥只适用于较早的服务商。",
    message: (args) => joined(`\`role: ${text(args.role)}\` 的账号`, text(args.account, ""), "需要微信支付公钥"),
    hint: (args) =>
      withVariables("设置 {PUBLIC_KEY} 和 {PUBLIC_KEY_ID}，后者是 PUB_KEY_ID_ 加数字；两者都在品牌自己的后台", args),
  },
  "platform-certificates-absent": {
    about:
      "该商户没有平台证书，大约 2024-10 之后注册的商户都是如此，因此 APIv3 密钥不能用于验签。设置微信支付公钥及其 ID。",
    message: (args) => `${of(args)}商户没有可用于验签的平台证书${raw(args)}`,
    hint: (args) =>
      withVariables(
        `从“${publicKeyPage}”取得公钥及其 ID，设置 {PUBLIC_KEY} 和 {PUBLIC_KEY_ID}，代替 {APIV3_KEY}`,
        args,
      ),
  },
  "apiv3-key-wrong": {
    about: "APIv3 密钥解不开下载的平台证书：它属于其他商户，或之后重新设置过。没有发送任何请求。",
    message: (args) => `${joined(of(args), "APIv3 密钥解不开", callText(args))}返回的内容：${certificates(args)}`,
    hint: (args) =>
      withVariables(
        `把 {APIV3_KEY} 与最近一次设置的核对（${safety} → APIv3密钥），或改为设置 {PUBLIC_KEY} 和 {PUBLIC_KEY_ID}`,
        args,
      ),
  },
  "platform-certificates-unusable": {
    about: "平台证书已下载，却没有一张可用：已过期、无法读取，或与应答所述不符。没有发送任何请求。",
    message: (args) => `${callText(args)}返回的平台证书没有一张可用：${certificates(args)}`,
    hint: (args) =>
      withVariables(
        "检查这台机器的时钟，如有中转服务也检查它；或设置 {PUBLIC_KEY} 和 {PUBLIC_KEY_ID}，代替 {APIV3_KEY}",
        args,
      ),
  },
} satisfies WordsOf<keyof typeof keyProblems>;

interface Variable {
  readonly variable: string;
}

function variable(args: Variable): string {
  return text(args.variable);
}

function fromFile(args: Variable): boolean {
  return /_FILE$/.test(args.variable);
}

/** True for the key that checks answers, which is the platform's. */
function forAnswers(args: Variable): boolean {
  return /PUBLIC_KEY/.test(args.variable);
}

/** Where the right key is found; begins with a Chinese character. */
function keyFile(args: Variable): string {
  return forAnswers(args) ? `商户平台上的微信支付公钥（${publicKeyPage}）` : "随 API 证书下载的 apiclient_key.pem";
}

/** The other way to give the same key. */
function elseFile(args: Variable): string {
  return fromFile(args) ? "" : `；或在 ${text(args.variable)}_FILE 中写文件路径`;
}

const unusable: Readonly<Record<string, string>> = {
  sealed: "无法用密钥解密",
  associated: "不是作为证书加密的",
  unreadable: "无法读取",
  serial: "序列号与应答所述不同",
  issuer: "不是微信支付用来签名的证书",
  early: "尚未生效",
  expired: "已过期",
};

/** How many certificates there were, and why they are not used. */
function certificates(args: ArgsOf<"apiv3-key-wrong">): string {
  const reasons = texts(args.reasons).map((reason) => unusable[reason] ?? reason);
  const found = count(number(args.count), "张证书");
  return reasons.length === 0 ? found : `${found}（${reasons.join("；")}）`;
}
