import { dotted } from "../../../model/pointer.ts";
import type { platformProblems, WeixinArgs } from "../../../model/problems/platform.ts";
import type { ArgsOf } from "../../../model/problems/table.ts";
import { answerText, callName, credentialName, has, isPayCall, number, text, texts } from "../args.ts";
import type { ArgsInContext, Theme, WordsOf } from "../language.ts";
import { consolePage, count, list } from "./phrases.ts";

/** What comes of calls: credentials, tokens, answers, reading back. */
export const platform = {
  title: "Credentials, calls and answers",
  when: "Found while talking to a platform. The platforms' own codes have pages of their own: [Codes of Weixin](weixin-codes.md), [Codes of WeChat Pay](wechatpay-codes.md).",
  words: {
    "credential-missing": {
      about:
        "A selected account has documents and no credential in the environment. Credentials are never read from YAML; in CI they are secrets, which pull requests of forks do not get.",
      message: (args) => {
        const missing = missingOf(args).map(({ what }) => credentialWords[what] ?? what);
        const said = missing.length > 1 ? `no ${missing.join(", no ")}` : `no ${missing[0] ?? "credential"}`;
        return `account ${text(args.account)} has ${said} in the environment`;
      },
      hint: (args) => {
        const missing = missingOf(args);
        const all =
          missing.length === 0
            ? [`set ${list(args.variables, "or")}`]
            : missing.map(({ what, variables }) => `${credentialWords[what] ?? what}: set ${list(variables, "or")}`);
        return `${all.join("\n")}\nin CI, check that this job may read the secret`;
      },
    },
    "env-file-unclear": {
      about:
        "Whether git tracks the `.env` beside the project file cannot be told: the folder is in a repository, and git gives no answer. A tracked one could be anybody's, so it is not read.",
      message: (args) => `${text(args.file)} is not read: git does not say whether it tracks the file`,
      hint: (args) =>
        `run \`git ls-files ${text(args.file)}\` here to see why (a folder of another owner needs safe.directory), or set the variables yourself`,
    },
    "env-file-tracked": {
      about:
        "The `.env` beside the project file is in git, where everybody who can read the repository can read the credentials in it. Take it out of git, and replace the credentials that stood in it.",
      message: (args) => `${text(args.file)} is tracked by git, so its credentials are not secret`,
      hint: (args) =>
        `run \`git rm --cached ${text(args.file)}\`, add it to .gitignore, and let the platform give new credentials`,
    },
    "env-line-refused": {
      about:
        "A line of the `.env` beside the project file is no credential of an account of the project. That file is for those and nothing else: hosts, proxies, settings and commands come from the environment itself.",
      message: (args) =>
        has(args.command)
          ? `${text(args.command)} is not taken from ${text(args.file)}: no file says what wxcards runs`
          : typeof args.continues === "string"
            ? `the value of ${text(args.continues)} in ${text(args.file)} goes on over several lines without quotes`
            : `this line of ${text(args.file)} is no credential of an account`,
      hint: (args) =>
        has(args.command)
          ? "set it in the environment itself: whoever could write the file could otherwise run programs"
          : typeof args.continues === "string"
            ? `put " before the value and after its end, or name its file in ${text(args.continues)}_FILE`
            : typeof args.nearest === "string"
              ? `did you mean ${text(args.nearest)}?`
              : `take it out; such a line begins with a name like ${texts(args.variables)[0] ?? credentialName(args, "APPSECRET")}, then = and the value`,
    },
    "credential-of-another-account": {
      about:
        "Not one of the ids that the state of this account knows, or its documents, can be found. Ids are known only to the account that made them, so the AppSecret or token in the environment is of another account. Nothing is written, and nothing else is said of the account.",
      message: (args) =>
        `none of the ${number(args.count)} known ids of ${text(args.account)} exists where the credential leads: it is of another account than ${text(args.identity)}`,
      hint: (args) =>
        args.sandbox === true
          ? "the embedded platform has forgotten what its state knows: `rm -rf .wxcards` begins anew"
          : text(args.platform) === "wechatpay"
            ? `compare ${credentialName(args, "PRIVATE_KEY")} and ${credentialName(args, "SERIAL_NO")} with what stands at the account in wxcards.yaml`
            : `compare ${credentialName(args, "APPSECRET")} or ${credentialName(args, "ACCESS_TOKEN")} with the appid in wxcards.yaml`,
    },
    "answer-unusable": {
      about:
        "The answer is JSON and no answer to its call: it holds no card or rule, is about another one than was asked for, does not say which one it is about, does not say that all went well, or shows values that their fields cannot have and that a write would put back, such as no card in a rule that is to be replaced. It is most likely from something between here and the platform, such as a relay that mixes up answers. Nothing is written to the resource.",
      message: (args) => `${callName(args.call)} was answered with ${unusable(args)}`,
      hint: (args) =>
        has(args.asked)
          ? `nothing of that answer is used; look at the relay or proxy on the way (${baseUrl(args)}, HTTPS_PROXY): it gives out answers to other requests; without one, run again later`
          : has(args.fields)
            ? `nothing of that answer is used; look at the relay or proxy on the way (${baseUrl(args)}, HTTPS_PROXY), and run again; if the platform itself shows that, declare the field: what a document sends takes its place (over a change made elsewhere with --allow drift)`
            : "look at the relay or proxy on the way; without one, run again later: what a write did is looked up first",
    },
    "base-url-insecure": {
      about:
        "The address that replaces a platform's host cannot be used: it is no address, does not mean what it looks like, carries a user, a query or a fragment, or is plain http to another machine, where tokens would travel in the open. Nothing is sent.",
      message: (args) => `the address in ${text(args.variable)} is not a safe base address: ${addressFault(args)}`,
      hint: () =>
        "write https:// and a host, with a port or a path if need be, and nothing else; http: is taken for 127.0.0.1, localhost and [::1] only",
    },
    "request-misled": {
      about:
        "The path of a request holds an id that is none, such as two dots, and would lead to another call of the platform. Nothing was sent. Ids come from documents, states and answers of the platform.",
      message: (args) => `the request to ${text(args.path)} would not arrive where it is addressed`,
      hint: () =>
        "look for that id in the document and, with `wxcards state show`, in the state: an id of the platform is made of letters, digits, - and _",
    },
    "proxy-unusable": {
      about:
        "The environment names a proxy, and its address is none of an HTTP proxy, or does not mean what it looks like. Nothing is sent: going past a proxy in silence would be worse. SOCKS is not spoken.",
      message: (args) => `${text(args.variable)} holds no address of an HTTP proxy: ${addressFault(args)}`,
      hint: () =>
        "write http:// or https://, a host and a port; in a user or password, write %40 for @ and the like; or empty it",
    },
    "token-given-refused": {
      about:
        "The access token given in the environment was refused, and a given token cannot be renewed here. Put a fresh one there, or give the AppSecret instead.",
      message: (args) => `the access token from the environment was refused${raw(args)}`,
      hint: (args) => {
        const fresh = `put a fresh token into ${credentialName(args, "ACCESS_TOKEN")}, or`;
        return has(args.credential?.by)
          ? `${fresh} leave it empty, so that wxcards gets its own by ${credentialName(args, "TOKEN_COMMAND")} or with the credential of the third-party platform`
          : `${fresh} set ${credentialName(args, "APPSECRET")} instead, so that wxcards gets its own`;
      },
    },
    "token-not-renewed": {
      about:
        "The platform refused the access token and gave the same one again. wxcards never forces a new token, because that would put every other program's token out of force.",
      message: (args) => `the access token was refused, and the platform gave the same one again${raw(args)}`,
      hint: () =>
        "let every program of this account use cgi-bin/stable_token or one token server, wait some minutes and run again",
    },
    "token-refused-again": {
      about:
        "The platform refused the access token, and the new one as well. As a rule another program of this account keeps fetching tokens by a call that ends all others.",
      message: (args) => `the access token was refused, and so was the new one${raw(args)}`,
      hint: () =>
        "find the program that calls cgi-bin/token for this account: each such call ends the tokens of the others; use cgi-bin/stable_token there",
    },
    "token-missing": {
      about: "The token call was answered without an error and without a token, as a relay in between may do.",
      message: (args) => `${callName(args.call)} was answered without a token`,
      hint: () => "check the relay in WXCARDS_WEIXIN_BASE_URL, if there is one; else run again",
    },
    "no-answer": {
      about:
        "The platform could not be reached, or did not answer in time. A read was tried again; a write that may have been carried out is looked up and never repeated blindly.",
      message: (args) =>
        `${callName(args.call)} ${args.sent === true ? "got no complete answer" : "did not reach the platform"}: ${text(args.reason)}`,
      hint: (args) =>
        args.sent === true
          ? "run `wxcards plan`: it shows what is live now"
          : `check the network, HTTPS_PROXY and NO_PROXY, and ${baseUrl(args)} if it is set`,
    },
    "host-silent": {
      about:
        "A host gave no answer to several requests in a row: three that a deadline ended, or six that came to nothing in any other way. Nothing more is sent to it by this run, so that a silent platform does not hold up everything. What had been sent is reported as unknown, and looked up by the next run.",
      message: (args) =>
        `${text(args.host)} is called no more: it left ${count(number(args.attempts), "request")} in a row without an answer`,
      hint: (args) =>
        `see whether ${text(args.host)} can be reached from here (network, firewall, HTTPS_PROXY and NO_PROXY), then run again: what was not sent is sent then`,
    },
    "http-status": {
      about:
        "The answer has an error status and is not the platform's: a gateway, a proxy or a relay in between has answered.",
      message: (args) =>
        `${callName(args.call)} was answered with HTTP ${number(args.status)}, by something other than the platform`,
      hint: (args) => `check HTTPS_PROXY and the relay in ${baseUrl(args)}, if there is one; else wait and run again`,
    },
    "answer-not-json": {
      about:
        "The answer is not JSON, or none that can mean one thing only: no UTF-8, no object, or nested without end. The login page of a network is, or what a relay in between gives.",
      message: (args) =>
        `${callName(args.call)} was answered with ${number(args.bytes)} bytes that are ${faults[text(args.fault, "")] ?? "no JSON"}`,
      hint: (args) => `check HTTPS_PROXY, the relay in ${baseUrl(args)}, and whether the network asks for a login`,
    },
    "not-applied": {
      about:
        "The platform said ok, and reading back shows the old value. It happens, and the reason is not known in general. One reason is documented: a card that was upgraded to WeChat Pay's membership cards keeps its id, and the old calls no longer change it (WeChat Pay documentation, upgrade of membership cards).",
      message: (args) =>
        args.removal === true
          ? `${callName(args.call)} said ok, but what it was to take down is still there`
          : `${callName(args.call)} said ok, but ${fields(args)} did not change`,
      hint: (args) => `run \`wxcards plan\` in a minute; if it still differs, ${whereItDiffers(args)}`,
    },
    "live-member-refused": {
      about:
        "A request held live members that no document declares, since the platform takes such an object, or a rule, whole; and it refused them, or may have. Nothing was lost. With consent `lossy` the request goes out once more without them.",
      message: (args) =>
        args.named === true
          ? `the refusal names ${list(args.members, "and")}: live, declared nowhere, and sent along as it was read`
          : `the refusal may be about ${list(args.members, "and")}: live, not known to wxcards, and sent along as it was read`,
      hint: (args) =>
        args.agreed === true
          ? "it cannot be left out, also with consent: declare it with a value that the platform takes"
          : `nothing is lost; --allow lossy=${text(args.address)} lets the request go out without it, and what is live there is then gone`,
    },
    "review-refused-now": {
      about:
        "The review refused the change at once. The refused value is not handed in again until the file says something else.",
      message: (args) => `the review refused ${fields(args)}`,
      hint: ({ words }) => {
        const page = consolePage(words);
        return `${page === undefined ? "" : `read the reason in ${page}, then `}change the value; the same value is not handed in again`;
      },
    },
  } satisfies WordsOf<keyof typeof platformProblems>,
} satisfies Theme;

/** Where to look after a change that the platform took and does not show, and what for. */
function whereItDiffers(args: ArgsInContext<ArgsOf<"not-applied">>): string {
  const { object, site, successor } = args.words;
  if (site === undefined) return "apply again";
  if (successor !== undefined)
    return `look in ${site.host} whether this ${object[0]} has the field at all, and in ${successor.host} whether it was upgraded to ${successor.name}: then it is changed there, and its document is to be removed`;
  const look = `look in ${consolePage(args.words)} what is there`;
  return isPayCall(args.call) ? `${look}: some fields may be fixed by now` : `${look}, and apply again`;
}

const credentialWords: Readonly<Record<string, string>> = {
  "private-key": "private key",
  "serial-number": "serial number of the API certificate",
  "public-key": "public key of WeChat Pay",
  "public-key-id": "id of that public key",
  component: "credential of the third-party platform",
  "component-appsecret": "AppSecret of the third-party platform",
  "component-ticket": "component_verify_ticket of the third-party platform",
};

/** What of a credential with several parts is missing, and where each may stand. */
function missingOf({ missing = [] }: ArgsOf<"credential-missing">) {
  return missing.map(({ what, variables }) => ({ what: text(what), variables: texts(variables) }));
}

function fields(args: { readonly fields: readonly string[] }): string {
  const names = texts(args.fields).map(dotted);
  return names.length === 0 ? "the fields" : list(names);
}

/** What is wrong with an address, without repeating any of it: it may hold a password. */
function addressFault({ fault }: ArgsOf<"proxy-unusable">): string {
  return addressFaults[fault] ?? "it is no address of a server";
}

const addressFaults: Readonly<Record<string, string>> = {
  characters: "it holds a blank, a line break, a backslash or another character that no address has",
  scheme: "it begins with neither https:// nor http://",
  slashes: "two slashes belong behind https: or http:",
  userinfo: "a user, a password or an @ is not taken as it stands",
  query: "it holds a ?, and what follows it would not be part of the path",
  fragment: "it holds a #, and what follows it would never be sent",
  host: "its host is neither a plain name nor a plain IP address",
  port: "its port is no number from 1 to 65535",
  path: "its path is not taken: an empty part, one that leads up, a wrong escape, or a path where none belongs",
  "plain-http": "plain http leads to another machine, and tokens would travel in the open",
};

/** What an answer is when it is no answer to its call. */
function unusable(args: ArgsOf<"answer-unusable">): string {
  if (has(args.asked)) {
    const name = text(args.name, "id");
    const asked = `${name} ${text(args.asked)} was asked for`;
    return has(args.came)
      ? `something else: ${asked}, and ${text(args.came)} came`
      : `something that does not say which one it is about: ${asked}, and no ${name} came`;
  }
  if (has(args.fields)) return `no possible value of ${list(args.fields, "and")}, which a write would put back`;
  if (has(args.notId)) return `no id of what was made, but ${quoted(args.notId)}`;
  if (has(args.code)) return `neither success nor refusal${has(args.errmsg) ? `: ${quoted(args.errmsg)}` : ""}`;
  return "JSON that is no answer to it";
}

function quoted(value: string): string {
  return `“${text(value)}”`;
}

const faults: Readonly<Record<string, string>> = {
  "not-utf8": "no UTF-8",
  "no-object": "JSON, and no object",
  "too-deep": "JSON nested without end",
};

/** The variable that replaces the host of the platform a call goes to. */
function baseUrl(args: { readonly call: string }): string {
  return isPayCall(args.call) ? "WXCARDS_WECHATPAY_BASE_URL" : "WXCARDS_WEIXIN_BASE_URL";
}

/** The platform's own words, always visible: they are what a search or a question to the platform needs. */
export function raw(args: Pick<WeixinArgs, "errcode" | "errmsg" | "rid">): string {
  const said = has(args.errmsg) ? `: ${answerText(args.errmsg)}` : "";
  const mark = has(args.rid) ? `, rid ${text(args.rid)}` : "";
  return ` (errcode ${text(args.errcode)}${said}${mark})`;
}
