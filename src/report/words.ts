import { dotted } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import { english } from "./messages/en/english.ts";
import type { Args, Language, Words } from "./messages/language.ts";
import { isWithheld } from "./withheld.ts";

const language: Language = english;

const words: ReadonlyMap<string, Words> = new Map(language.themes.flatMap((theme) => Object.entries(theme.words)));

/**
 * The words for a problem: what is wrong, on one line, and what to do.
 *
 * Never throws: a code without words gives the code and its arguments. Texts of the platform and of files stand in the words as they are; whoever
 * prints them makes them safe for the place they go to.
 */
export function wordsOf(problem: Problem): { message: string; hint?: string } {
  const known = catalogued(problem.code);
  if (isWithheld(problem)) return language.withheld(known?.about ?? problem.code);
  const args = argsOf(problem);
  try {
    const message = known?.message(args) ?? language.unknown(problem.code, problem.args);
    const hint = known?.hint?.(args);
    const whole = typeof args["after"] === "string" ? language.notReadBack(args["after"], message) : message;
    return { message: whole, ...(hint === undefined ? {} : { hint }) };
  } catch {
    return { message: problem.code };
  }
}

function catalogued(code: string): Words | undefined {
  if (/^weixin--?\d+$/.test(code)) return language.weixin;
  return /^wechatpay-/.test(code) ? language.wechatpay : words.get(code);
}

/** The field stands among the arguments wherever it is known, and so do the code of a platform and the account whose resource it is. */
function argsOf(problem: Problem): Args {
  const errcode = /^weixin-(-?\d+)$/.exec(problem.code)?.[1];
  const code = /^wechatpay-(.+)$/.exec(problem.code)?.[1]?.toUpperCase().replaceAll("-", "_");
  const owner = problem.address?.split("/")[0];
  return {
    ...(owner === undefined ? {} : { owner }),
    ...(problem.path === undefined || problem.path === "" ? {} : { field: dotted(problem.path) }),
    ...(errcode === undefined ? {} : { errcode: Number(errcode) }),
    ...(code === undefined ? {} : { code }),
    ...problem.args,
  };
}
