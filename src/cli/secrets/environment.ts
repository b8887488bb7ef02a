import type { Io } from "../io.ts";
import { looksLikeKey } from "../key-file.ts";
import { looksRandom } from "./random.ts";

/** A text that is kept out of all output, and the variable it comes from. */
export interface Hidden {
  readonly variable: string;
  readonly value: string;
}

/** Variables that hold credentials of wxcards, whether this run uses them or not. */
const own =
  /^(WXCARDS|WECHAT|WECHATPAY)_(.*_)?(APPSECRET|ACCESS_TOKEN|REFRESH_TOKEN|VERIFY_TICKET|PRIVATE_KEY|APIV3_KEY)$/;

/** Variables that hold a command, as a list of texts. */
const command = /^(WXCARDS|WECHAT)_(.*_)?TOKEN_COMMAND$/;

/** Names by which the credentials of other programs go, word by word. */
const telling =
  /SECRET|TOKEN|PASSW|PASSPHRASE|CREDENTIAL|BEARER|COOKIE|JWT|APIKEY|(?:^|[^A-Z])(?:PWD|KEY|KEYS|AUTH|PASS|PAT|PIN|SIGNATURE)(?![A-Z])/i;

/** What such a name may also say of something that anybody may see. */
const harmless =
  /PUBLIC|^(?:OLD)?PWD$|(?:^|_)(?:FILE|PATH|DIR|URL|URI|ENDPOINT|HOST|ID|NAME|TYPE|ALGORITHM|METHOD|SOCK)$/i;

/** Texts about a change that a CI hands on: whoever wrote one would choose with it what a plan hides. */
const written = /(?:MESSAGE|TITLE|DESCRIPTION|SUBJECT|BODY|AUTHOR|COMMITTER)(?:_\w+)?$/i;

/**
 * Everything in an environment that is to be hidden: credentials of wxcards, what looks like one of another program,
 * and what stands before the `@` of an address.
 */
export function hiddenIn(env: Io["env"]): readonly Hidden[] {
  return Object.entries(env).flatMap(([variable, text]) => {
    const value = text?.trim() ?? "";
    return value === "" ? [] : hiddenOf(variable, value).map((hidden) => ({ variable, value: hidden }));
  });
}

/** Each start asks it of a whole environment, and a pattern is made ready where it is asked: what is cheap comes first. */
function hiddenOf(variable: string, value: string): readonly string[] {
  const mayBeOwn = variable.startsWith("W");
  if (mayBeOwn && command.test(variable)) return fromCommand(value);
  const isOwn = (mayBeOwn && own.test(variable)) || (variable.endsWith("_KEY_FILE") && looksLikeKey(value));
  const isOther = !isOwn && telling.test(variable) && !harmless.test(variable) && looksLikeSecret(value);
  const inAddresses = !value.includes("@") || written.test(variable) ? [] : fromAddresses(variable, value);
  return isOwn || isOther ? [value, ...inAddresses] : inAddresses;
}

/** The arguments of a command that can be secrets; all of it where it is no list of texts. */
function fromCommand(value: string): readonly string[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch {
    return [value];
  }
  if (!Array.isArray(parsed)) return [value];
  const words = parsed.filter((word): word is string => typeof word === "string").map((word) => word.trim());
  return words.flatMap((word) => {
    const isAddress = /^[a-z][a-z0-9+.-]*:\/\//i.test(word);
    const query = isAddress ? (word.split("?")[1] ?? "") : "";
    const hides = isAddress ? query !== "" : looksLikeSecret(word);
    return [...(hides ? [isAddress ? query : word] : []), ...fromAddresses("", word)];
  });
}

/**
 * The passwords in addresses, of a proxy, a database or a relay; a short one together with its user, since by itself it
 * would be found everywhere.
 */
function fromAddresses(variable: string, value: string): readonly string[] {
  const hosts = value.split("://");
  // A proxy may be written without its scheme; elsewhere that is an address of mail, or an image of a container with
  // its digest.
  const addresses = hosts.length === 1 && /proxy/i.test(variable) ? hosts : hosts.slice(1);
  return addresses.flatMap((address) => {
    const host = address.slice(0, address.search(/[\s/?#]|$/));
    const end = host.lastIndexOf("@");
    if (end < 0) return [];
    const info = host.slice(0, end);
    const colon = info.indexOf(":");
    const password = plain(info.slice(colon + 1));
    if (colon < 0) return hosts.length > 1 && looksLikeSecret(password) ? [password] : [];
    if (password === "") return [];
    const both = `${plain(info.slice(0, colon))}:${password}`;
    return password.length < 8 ? [both, `:${password}@`] : [password, both];
  });
}

function plain(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/**
 * True for a value of another program's variable that can only be a credential. A path, a number, a word, an address
 * and an id of Weixin are none: whoever hides them hides ordinary output.
 */
function looksLikeSecret(value: string): boolean {
  if (value.length < 8 || /^[\d.,:+-]+$/.test(value)) return false;
  if (/^wx[0-9a-f]{16}$/.test(value) || /^p[A-Za-z0-9_-]{27}$/.test(value)) return false;
  if (/[\r\n]/.test(value) || value.includes("-----BEGIN ")) return true;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return false;
  const bytes = Buffer.from(value, "utf8");
  const isPath = /^(?:(?:[A-Za-z]:)?[\\/]|~|\.{1,2}[\\/])[\w .\\/:~@+-]*$/.test(value);
  if (isPath)
    return value
      .split(/[\\/]/)
      .some((part) => part.length >= 20 && looksRandom(Buffer.from(part, "utf8"), 0, part.length));
  return looksRandom(bytes, 0, bytes.length) || /[^\w\s./:,-]/.test(value) || /\s\S+\s/.test(value);
}
