import { holdsHidden } from "../../model/hidden-characters.ts";
import { decoded, lettersOf } from "./decoded.ts";
import { looksRandom } from "./random.ts";

/** One row of bytes by which a secret is found in a decoded text. */
export interface Needle {
  /** Searched among all bytes of the text, or among its letters and digits only. */
  readonly view: "all" | "letters";
  readonly bytes: Uint8Array;
  /**
   * The secret itself, by which a piece is judged, and which of its bytes each byte of the needle stands for; absent
   * where they are the same.
   */
  readonly stands?: { readonly for: Buffer; readonly at: Int32Array };
  /**
   * Between two places from which it is searched: small enough that every piece of twelve characters of the secret
   * holds one.
   */
  readonly step: number;
  /** Bytes at its beginning that say nothing, such as the armour of a key; a piece that ends before is no leak. */
  readonly open: number;
  /** True where another character, and `=`, may belong to the end. */
  readonly padded: boolean;
}

/** Shorter rows would be found by chance in ordinary output. */
const shortest = 8;

/**
 * Longer values are searched as they are and in base64 only, by pieces of fifty characters: no system takes such a
 * variable in earnest.
 */
const longest = 65_536;

/** The object identifier of RSA, with which the body of its private keys begins; the modulus after it is public. */
const rsa = "NBgkqhkiG9w0BAQEFAAS";
const beforeModulus = 28;

/**
 * What is searched for a secret. Empty for a text that is too short, or of fewer than four different characters: it
 * would be found everywhere.
 */
export function plainNeedlesOf(value: string): readonly Needle[] {
  return useful(textsOf(value).flatMap(plainNeedles));
}

/** The same for the secret in base64, hex and numbers, which takes longer to prepare. */
export function packedNeedlesOf(value: string): readonly Needle[] {
  return useful(
    textsOf(value).flatMap((text) => [
      ...packedNeedles(text, Buffer.from(text, "utf8")),
      ...(isPem(text) ? derNeedles(text) : []),
    ]),
  );
}

function useful(needles: readonly Needle[]): readonly Needle[] {
  const seen = new Set<string>();
  return needles.filter(({ bytes }) => {
    const key = Buffer.from(bytes).toString("latin1");
    if (seen.has(key) || bytes.length < shortest || !isVaried(bytes)) return false;
    seen.add(key);
    return true;
  });
}

/** True for a row of at least four different bytes. */
function isVaried(bytes: Uint8Array): boolean {
  const seen = new Set<number>();
  for (let index = 0; index < bytes.length; index += 1) if (seen.add(bytes[index] as number).size >= 4) return true;
  return false;
}

/** A secret, each of its lines where it has several, and the key that is written in base64. */
function textsOf(value: string): readonly string[] {
  const text = value.trim();
  const inner = unwrapped(text);
  const lines = text.split(/(?:\r|\n|\\+[nr])+/).map((line) => line.trim());
  const own = lines.length < 2 ? [] : lines.filter(isTelling);
  return [text, ...(inner === undefined ? [] : textsOf(inner)), ...own];
}

/**
 * True for a line that says something by itself and is not found as a piece of the whole: not armour, and no short word
 * that many files hold.
 */
function isTelling(line: string): boolean {
  const bytes = Buffer.from(line, "utf8");
  const isRandom = looksRandom(bytes, 0, bytes.length);
  return !line.includes("-----") && (isRandom ? bytes.length >= shortest && bytes.length < 12 : bytes.length >= 20);
}

/** The PEM text that base64 holds; undefined for anything else. */
function unwrapped(text: string): string | undefined {
  if (text.length < 100 || !/^LS0tLS1[A-Za-z0-9+/=\s]+$/.test(text)) return undefined;
  return Buffer.from(text, "base64").toString("utf8").trim();
}

/**
 * The text as it is. A text that looks spelled itself, or holds what is left out, is undone differently by each
 * spelling around it.
 */
function plainNeedles(text: string): Needle[] {
  const json = (value: string) => JSON.stringify(value).slice(1, -1);
  const isUnseen = /[^\0-\x7f]/.test(text) && holdsHidden(text);
  const isSpelled = text.length <= longest && (isUnseen || /[\\%&\x1b]/.test(text));
  const each = (write: (code: number) => string) =>
    Array.from({ length: text.length }, (_, index) => write(text.charCodeAt(index))).join("");
  const around = isSpelled
    ? [
        ...[json(text), json(json(text)), percentEncoded(text), percentEncoded(json(text))],
        // Every character spelled, so that nothing in the text itself is undone.
        each((code) => `\\u${code.toString(16).padStart(4, "0")}`),
      ]
    : [];
  return [text, ...around].map((spelling) => {
    const { bytes, length } = decoded(spelling);
    const row = bytes.slice(0, length);
    return { view: "all", bytes: row, step: row.length <= longest ? 3 : 40, open: openOf(row), padded: false };
  });
}

/** Base64, where the secret begins at any byte of the three that go together, hex, and the numbers of its bytes. */
function packedNeedles(text: string, bytes: Buffer): Needle[] {
  const isShort = bytes.length <= longest;
  const sources = [bytes];
  // Pieces of a key are found whatever stands between its lines.
  if (isShort && !isPem(text)) {
    const spelled = [JSON.stringify(text).slice(1, -1), percentEncoded(text)].filter((spelling) => spelling !== text);
    sources.push(...spelled.map((spelling) => Buffer.from(spelling, "utf8")));
  }
  if (bytes.length <= 4096) sources.push(Buffer.from(bytes.toString("base64"), "latin1"));
  const base64 = sources.flatMap((source) => [0, 1, 2].map((before) => base64Needle(source, before)));
  return isShort ? [...base64, ...numberNeedles(bytes)] : base64;
}

/** The key in a PEM text, in hex and as numbers; its base64 is the text itself. */
function derNeedles(text: string): Needle[] {
  const der = Buffer.from(bodyOf(text), "base64");
  return [base64Needle(der, 0), ...numberNeedles(der)];
}

function numberNeedles(bytes: Buffer): Needle[] {
  const hex = bytes.toString("hex");
  const twoEach = new Int32Array(hex.length);
  for (let index = 0; index < hex.length; index += 1) twoEach[index] = index >> 1;
  const decimals = bytes.join("");
  const at = new Int32Array(decimals.length);
  let end = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] as number;
    const digits = byte < 10 ? 1 : byte < 100 ? 2 : 3;
    at.fill(index, end, end + digits);
    end += digits;
  }
  return [
    numbers(hex, { for: bytes, at: twoEach }),
    numbers(hex.toUpperCase(), { for: bytes, at: twoEach }),
    numbers(decimals, { for: bytes, at }),
  ];
}

function numbers(text: string, stands: NonNullable<Needle["stands"]>): Needle {
  return { view: "letters", bytes: Buffer.from(text, "latin1"), stands, step: 17, open: openIn(stands), padded: false };
}

/** Base64 of a text that begins after so many other bytes, without the characters that those have a part in. */
function base64Needle(bytes: Buffer, before: number): Needle {
  const text = Buffer.concat([Buffer.alloc(before), bytes])
    .toString("base64")
    .replace(/=+$/, "");
  const first = Math.ceil((before * 8) / 6);
  const end = Math.floor(((before + bytes.length) * 8) / 6);
  const whole = Buffer.from(text.slice(first, end), "latin1");
  const { bytes: letters, at } = lettersOf({ bytes: whole, length: whole.length, starts: at0 });
  const places = new Int32Array(letters.length);
  for (let index = 0; index < letters.length; index += 1)
    places[index] = Math.max(0, Math.floor((((at[index] as number) + first) * 6) / 8) - before);
  const stands = { for: bytes, at: places };
  return {
    view: "letters",
    bytes: letters,
    stands,
    open: openIn(stands),
    padded: end < text.length,
    step: bytes.length <= longest ? 5 : 50,
  };
}

const at0 = new Int32Array(0);

/** The armour of a key, and of an RSA key what stands before its modulus. */
function openOf(row: Uint8Array): number {
  const text = Buffer.from(row.subarray(0, 120)).toString("latin1");
  const armour = /^-----[A-Z ]+-----/.exec(text)?.[0].length ?? 0;
  const at = text.indexOf(rsa);
  return at < 0 ? armour : at + rsa.length + beforeModulus;
}

/** The same where each byte stands for one of the key: of its PEM text, of that in base64, or of the key itself. */
function openIn({ for: bytes, at }: NonNullable<Needle["stands"]>): number {
  const isKey = bytes.subarray(0, 40).includes("2a864886f70d010101", 0, "hex");
  const isWrapped = bytes.subarray(0, 36).includes("LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0t");
  const open = isKey ? 42 : isWrapped ? 112 : openOf(bytes);
  if (open === 0) return 0;
  const end = at.findIndex((index) => index >= open);
  return end < 0 ? at.length : end;
}

function isPem(text: string): boolean {
  return text.startsWith("-----BEGIN ");
}

function bodyOf(text: string): string {
  return text.replace(/-----[A-Z ]+-----/g, "").replace(/\\+[nr]/g, "");
}

/** As a form or an address writes a text, half characters too, which the function of the language refuses. */
function percentEncoded(text: string): string {
  return encodeURIComponent(Buffer.from(text, "utf8").toString("utf8"));
}
