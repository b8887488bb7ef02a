import { clip, clipAnswer } from "../model/clip.ts";
import { holdsCredential } from "../model/credential-lines.ts";
import { isCredentialWord } from "../model/credential-words.ts";
import { defined } from "../model/defined.ts";
import { isObject, type Json } from "../model/json.ts";
import type { Problem } from "../model/problem.ts";
import { underJsonNames } from "./json-names.ts";

/** Problems that are about the key of a credential, and quote nothing but it. */
const aboutKeys: ReadonlySet<string> = new Set(["secret-in-file", "from-environment"]);

/** What the key of a credential looks like; whatever else stands in the place of one is not shown. */
const plainKey = /^[\p{L}\p{N}_.-]{1,39}$/u;

/**
 * True for a problem whose words could show a credential: it is about a line that looks like one, or quotes a text that
 * does. The one door for all words, so that no message has to know.
 */
export function isWithheld({ code, class: problemClass, args, place }: Problem): boolean {
  if (aboutKeys.has(code)) {
    const { key, ...others } = args;
    return !plainKey.test(String(key)) || holdsSecret(others);
  }
  if (place?.hidden === true) return true;
  // What a platform answered is no text of a file, nor is what variables are called.
  const { answer: _answer, variables: _variables, ...quoted } = args;
  return problemClass === "document" && Object.values(quoted).some(quotesSecret);
}

/** What JSON shows of a problem beside its words. */
interface Facts {
  readonly account?: string;
  readonly address?: string;
  readonly path?: string;
  readonly args: Problem["args"];
}

/**
 * What a problem is about and the arguments of its words, from which any language can be made. Where the words are
 * withheld, so is all of it: the line of a credential may be quoted by any of them.
 */
export function factsOf(problem: Problem): Facts {
  if (isWithheld(problem)) return { args: {} };
  const { address, path, account = accountOf(address) ?? accountIn(problem.args) } = problem;
  return {
    ...defined({ account: plain(account), address: plain(address), path: plain(path) }),
    args: underJsonNames(bounded(problem.args)),
  };
}

/** The account that arguments name, where nothing else does. */
function accountIn({ account, credential }: Problem["args"]): string | undefined {
  // A third-party platform is no account of the project.
  const owner = isObject(credential) && credential["component"] !== true ? credential["account"] : undefined;
  const named = account ?? owner;
  return typeof named === "string" && named !== "" ? named : undefined;
}

/** Every address begins with its account. */
function accountOf(address: string | undefined): string | undefined {
  return address?.includes("/") ? address.slice(0, address.indexOf("/")) : undefined;
}

/** A name from a file, unless a credential stands in its place. */
function plain(name: string | undefined): string | undefined {
  return name === undefined || holdsCredential(name) ? undefined : clip(name, longestName);
}

const longestName = 1_000;

/**
 * Arguments of a size that no output breaks under: texts as words show them at most, and values only as long as they
 * are short.
 */
function bounded(args: Problem["args"]): Problem["args"] {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, boundedValue(value)]));
}

function boundedValue(value: Json): Json {
  if (typeof value === "string") return clipAnswer(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value.map(clipAnswer);
  const written = JSON.stringify(value);
  return written.length <= longestArgument ? value : clipAnswer(written);
}

/** Of a value that is no list of texts, as JSON. */
const longestArgument = 16_384;

function quotesSecret(value: Json): boolean {
  // Whether a long run of characters is the value of a field is seen where it stands, and not here.
  return typeof value === "string" ? holdsCredential(value.replace(/[A-Za-z0-9+/_-]{40,}/g, "…")) : holdsSecret(value);
}

function holdsSecret(value: Json): boolean {
  if (typeof value === "string") return holdsCredential(value);
  if (Array.isArray(value)) return (value as readonly Json[]).some(holdsSecret);
  if (!isObject(value)) return false;
  return Object.entries(value).some(([key, member]) => isCredentialWord(key) || holdsSecret(member));
}
