import { defined } from "../model/defined.ts";
import type { Kinds } from "../model/kind.ts";
import type { KindWords } from "../model/kind-words.ts";
import { dotted } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import { type OwnCode, problemTable } from "../model/problems/table.ts";
import { underOwnNames } from "./json-names.ts";
import type { Language, Words } from "./messages/language.ts";
import { isWithheld } from "./withheld.ts";

/** What sentences are made with: a language, and the kinds, which say what people call rules or cards. */
export interface Speech {
  readonly language: Language;
  readonly kinds: Kinds;
}

/**
 * The words for a problem: what is wrong, on one line, and what to do.
 *
 * Never throws: a code without words gives the code and its arguments. This is the one door to the sentences, which
 * take their arguments for what the table says they are; problems of other programs, such as those of a plan that was
 * saved by another version, may carry any, and where those make no sentence the code has to do. Texts of the platform
 * and of files stand in the words as they are; whoever prints them makes them safe for the place they go to. What people
 * call rules or cards is said by the kind of the resource that the problem is about.
 */
export function wordsOf(problem: Problem, speech: Speech): { message: string; hint?: string } {
  const { language } = speech;
  const known = catalogued(problem.code, language);
  if (isWithheld(problem)) return language.withheld(known?.about ?? problem.code);
  const args = { ...argsOf(problem), words: kindWords(speech, kindOf(problem)) } as never;
  const { after } = problem.args;
  try {
    const message = known?.message(args) ?? language.unknown(problem.code, problem.args);
    const hint = known?.hint?.(args);
    const whole = typeof after === "string" ? language.notReadBack(after, message) : message;
    return { message: whole, ...defined({ hint }) };
  } catch {
    return { message: language.unknown(problem.code, problem.args) };
  }
}

/** What people call the objects and items of a resource, by the name of its kind. */
export function kindWords({ kinds, language }: Speech, kind: string): KindWords {
  return language.wordsOfKind(kinds.get(kind)?.kind);
}

/** The name of the kind a problem is about; empty where it is about none. */
function kindOf({ address, kind, args }: Problem): string {
  return kind ?? String(address ?? args["address"] ?? "").split("/")[1] ?? "";
}

function catalogued(code: string, language: Language): Words<never> | undefined {
  if (/^weixin--?\d+$/.test(code)) return language.weixin;
  if (/^wechatpay-/.test(code)) return language.wechatpay;
  return Object.hasOwn(problemTable, code) ? language.words[code as OwnCode] : undefined;
}

/**
 * What is null is not there, and JSON has other names for some. The field stands among the arguments wherever it is
 * known, and so do the code of a platform and the account whose resource it is.
 */
function argsOf(problem: Problem): Problem["args"] {
  const errcode = /^weixin-(-?\d+)$/.exec(problem.code)?.[1];
  const code = /^wechatpay-(.+)$/.exec(problem.code)?.[1]?.toUpperCase().replaceAll("-", "_");
  const owner = problem.address?.split("/")[0];
  return {
    ...defined({ owner }),
    ...(problem.path === undefined || problem.path === "" ? {} : { field: dotted(problem.path) }),
    ...defined({ errcode: errcode === undefined ? undefined : Number(errcode), code }),
    ...Object.fromEntries(Object.entries(underOwnNames(problem.args)).filter(([, value]) => value !== null)),
  };
}
