import type { Kind } from "../../model/kind.ts";
import type { KindWords } from "../../model/kind-words.ts";
import type { LanguageName } from "../../model/language.ts";
import type { Problem } from "../../model/problem.ts";
import type { WechatpayArgs, WeixinArgs } from "../../model/problems/platform.ts";
import type { ArgsOf, OwnCode } from "../../model/problems/table.ts";
import type { Context } from "./context.ts";
import type { FieldDescriptions } from "./field-words.ts";
import type { Notes } from "./notes.ts";
import type { ResultWords } from "./results.ts";

/** Arguments of a code, and what every problem has. */
export type ArgsInContext<Args> = Args & Omit<Context, keyof Args>;

/** The words for one code in one language. */
export interface Words<Args> {
  /** For the documentation: what the code means and the way out, without arguments, one to three sentences. */
  readonly about: string;
  /** One line: what is wrong here. No final period. */
  message(args: Args): string;
  /**
   * What to do, one or two lines, each beginning in lower case and without a final period. Undefined where nothing can
   * be done.
   */
  hint?(args: Args): string | undefined;
}

/** The words for some codes; one that is missing does not compile, nor does an argument that its code has not. */
export type WordsOf<Codes extends OwnCode> = { readonly [Code in Codes]: Words<ArgsInContext<ArgsOf<Code>>> };

/** What a code of a platform means here, and what to do about it. */
export interface CodeWords {
  /** In plain words, a whole sentence; names in braces as in `todo`. */
  readonly meaning: string;
  /** Imperative and concrete, never empty. A name in braces stands for the variable of the account: `{APPSECRET}`. */
  readonly todo: string;
}

/** The codes of the platforms in one language. All are total: a code that nobody knows yet has words as well. */
export interface PlatformCodes {
  /** An `errcode` of Weixin, as it is meant for the call that was answered with it. */
  weixin(errcode: number, call: string): CodeWords;
  /** The same for a call about pay-gift rules; undefined where the usual words hold for them too. */
  weixinOfRules(errcode: number): CodeWords | undefined;
  /** A `code` of WeChat Pay. */
  wechatpay(code: string): CodeWords;
}

/** Codes of one theme, one file of a language's folder. */
export interface Theme {
  readonly title: string;
  /** When in a run these come up, for the documentation. */
  readonly when: string;
  readonly words: { readonly [Code in OwnCode]?: Words<never> };
}

/** Everything wxcards says in one language; the languages stand side by side as folders here. */
export interface Language {
  readonly name: LanguageName;
  /** Results: what is said around values, problems and counts. */
  readonly results: ResultWords;
  /** What commands say beside their results. */
  readonly notes: Notes;
  /** What is known of a field. */
  readonly fields: FieldDescriptions;
  /** All codes of wxcards itself. */
  readonly words: WordsOf<OwnCode>;
  /** The same, in the order of the documentation. */
  readonly themes: readonly Theme[];
  readonly codes: PlatformCodes;
  /**
   * What people call the resources of a kind. A kind brings its English words along, so that a new one needs no
   * change here; another language has its own by the name of the kind.
   */
  wordsOfKind(kind: Pick<Kind, "name" | "words"> | undefined): KindWords;
  /** For every `weixin-<errcode>`. */
  readonly weixin: Words<ArgsInContext<WeixinArgs>>;
  /** The same for `wechatpay-<code>`. */
  readonly wechatpay: Words<ArgsInContext<WechatpayArgs>>;
  /** For a code without words, so that a mistake of ours never hides a problem. */
  unknown(code: string, args: Problem["args"]): string;
  /**
   * In place of words that would show what stands on a line that looks like a credential: what the code means, and
   * nothing of the file.
   */
  withheld(about: string): { readonly message: string; readonly hint: string };
  /** For a failed read after a write: the call that was accepted, and the words for the failure. */
  notReadBack(call: string, message: string): string;
}
