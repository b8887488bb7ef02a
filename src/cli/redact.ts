import { hiddenText } from "../model/member.ts";
import type { Secret } from "../model/secret.ts";
import type { Io } from "./io.ts";
import { hiddenIn } from "./secrets/environment.ts";
import { type Found, secretNet } from "./secrets/net.ts";

/**
 * The last net below everything that is written: known secrets, in whatever spelling and in pieces, become `(secret)`.
 */
export interface Redactor {
  /**
   * Keeps a secret out of all output from now on. The variable it comes from is for messages; a token that was fetched
   * has none.
   */
  learn(secret: Secret, variable?: string): void;
  /**
   * Keeps what belongs to a person out of all output as well, but for the result that `--show-personal` asks for. The
   * last net also here: a view has personal texts masked before anything is made of it, and short ones are not looked
   * for. What stands in a document of the project, `output`, is kept out of what is printed, and may be written into that
   * file again.
   */
  learnPersonal(texts: readonly string[], keptOutOf?: "anywhere" | "output"): void;
  /** A text without secrets, and without what belongs to a person. */
  clean(text: string): string;
  /** A text without secrets only. */
  cleanOfSecrets(text: string): string;
  /** The variables whose secrets a text shows, `null` for a secret without one; empty when it shows none. */
  shownIn(text: string): readonly (string | null)[];
  /** The same of secrets alone: for what the embedded platform keeps, which has people of its own. */
  secretsIn(text: string): readonly (string | null)[];
  /** How many secrets are looked for: a text that showed none may show one when there are more. */
  known(): number;
}

/** The AppSecret of every account on the embedded platform; it opens nothing else. */
export const embeddedSecret = "embedded-platform-0000000000000";

/** The ticket of every third-party platform there; it opens nothing else, either. */
export const embeddedTicket = "ticket@@@embedded-platform-0000000000000";

/**
 * A secret that is an ordinary word, such as `MemberCard` or `Color010`: hiding it would hide the output.
 * docs/credentials.md says so.
 */
const word = /^[A-Za-z]{1,11}\d{0,4}$/;

/**
 * Secrets are typed values that print as `(secret)` by themselves; this only catches what slipped past, such as an
 * answer that echoes a token.
 */
export function redactor(env: Io["env"]): Redactor {
  const net = secretNet();
  const people = secretNet();
  const inDocuments = secretNet();
  const variables: (string | null)[] = [];
  const known = new Set<string>();
  const learn = (text: string, variable: string | null): void => {
    const value = text.trim();
    if (known.has(value) || value === embeddedSecret || value === embeddedTicket || word.test(value)) return;
    known.add(value);
    const number = net.add(value);
    if (number >= 0) variables[number] = variable;
  };
  for (const { variable, value } of hiddenIn(env)) learn(value, variable);
  const persons = new Set<string>();
  const learnPersonal = (text: string, net: typeof people): void => {
    const value = text.trim();
    if (persons.has(value) || word.test(value)) return;
    persons.add(value);
    net.add(value);
  };
  const cleanOfPeople = (text: string): string => {
    if (persons.size === 0) return text;
    const own = covered(text, people.find(text), hiddenText);
    return covered(own, inDocuments.find(own), hiddenText);
  };
  const cleanOfSecrets = (text: string) => covered(text, net.find(text), "(secret)").replace(signature, "$1(secret)");
  const secretsIn = (text: string) => [...new Set(net.find(text).map(({ secret }) => variables[secret] ?? null))];
  return {
    learn: (secret, variable) => learn(secret.reveal(), variable ?? null),
    learnPersonal: (texts, keptOutOf = "anywhere") => {
      for (const text of texts) learnPersonal(text, keptOutOf === "anywhere" ? people : inDocuments);
    },
    clean: (text) => cleanOfSecrets(cleanOfPeople(text)),
    cleanOfSecrets,
    known: () => known.size + persons.size,
    shownIn: (text) => {
      const found = secretsIn(text);
      return persons.size > 0 && people.find(text).length > 0 ? [...new Set([...found, null])] : found;
    },
    secretsIn,
  };
}

/**
 * Each request to WeChat Pay has a signature of its own, which a relay may repeat: it is known by its form. Bounded, so
 * that no text makes it slow.
 */
const signature =
  /(signature(?:%(?:25){0,3}(?:3d|22|20)|[\s\\"'=:]){1,12})(?:[A-Za-z0-9+/]|%(?:25){0,3}2[bf]|\\{1,7}\/){80,700}(?:=|%(?:25){0,3}3d){0,2}/gi;

function covered(text: string, found: readonly Found[], cover: string): string {
  if (found.length === 0) return text;
  let cleaned = "";
  let from = 0;
  for (const { start, end } of found) {
    cleaned += `${text.slice(from, start)}${cover}`;
    from = end;
  }
  return cleaned + text.slice(from);
}
