/*
 * What is active in the pages and messages that wxcards makes, each looked for as whoever shows it looks for it, and
 * written without any code of the renderers.
 */

/** Every element that a page may have, with its attributes as they may be. */
const elements = [
  /^\/?(?:html|head|body|main|section|article|h[1-3]|p|ul|li|table|thead|tbody|tr|th|td|pre|code|strong|span|ins|del|details|summary|title|style)$/,
  /^!DOCTYPE html$/,
  /^html lang="(?:en|zh-CN)"$/,
  /^details open$/,
  /^(?:section|p) class="[a-z]+"$/,
  /^meta (?:charset="utf-8"|name="(?:referrer|robots|viewport|color-scheme)" content="[a-z0-9=, -]+")$/,
  /^meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; base-uri 'none'; form-action 'none'"$/,
];

/** What in a page is no element of ours, or stands where no text may; nothing when all is well. */
export function activeInHtml(html: string): string[] {
  const tags = [...html.matchAll(/<([^>]*)>?/g)].map(([, tag = ""]) => tag);
  const foreign = tags.filter((tag) => !elements.some((pattern) => pattern.test(tag)));
  const texts = html.replace(/<style>[^<]*<\/style>/, "").replace(/<[^>]*>/g, "");
  const bare = [...texts.matchAll(/&(?!(?:amp|lt|gt|quot|#39);)|["'>]/g)].map(([found]) => found);
  return [...foreign, ...bare.filter((found) => found !== "'" && found !== '"')];
}

/** The elements of a page that are open at its end, or closed without having been opened. */
export function unbalancedIn(html: string): string[] {
  const open: string[] = [];
  for (const [, tag = ""] of html.matchAll(/<([^>]*)>/g)) {
    const name = tag.split(" ")[0] ?? "";
    if (name === "!DOCTYPE" || name === "meta") continue;
    if (!name.startsWith("/")) open.push(name);
    else if (open.pop() !== name.slice(1)) return [tag];
  }
  return open;
}

/** What of a message of WeCom or DingTalk is a tag, a mention, a link or an entity. */
const ofChats: readonly RegExp[] = [
  /<(?:@|font|a |at|img|script|\/)/i,
  /<@/,
  /@\w/,
  /\]\(/,
  /!\[/,
  /https?:\/\//i,
  /www\./i,
  /&#?\w+;/,
];

/** What is active in the text of a message; nothing when all is well. */
export function activeInChat(text: string): string[] {
  const found = ofChats.filter((form) => form.test(text)).map(String);
  // Of our own: what stands out, and code. Each line closes what it opens.
  const open = text.split("\n").filter((line) => (line.split("`").length - 1) % 2 !== 0);
  const bare = text.replace(/`[^`]*`/g, "").replace(/\*\*[^*`\n]*\*\*/g, "");
  return [...found, ...open, ...(/[*~[\]<>@]/.test(bare) ? [bare] : [])];
}

/** The same of Feishu, where everything that its Markdown is made of is an entity. */
export function activeInFeishu(text: string): string[] {
  const ours = text
    .replace(/&#\d+;/g, "")
    .replace(/\*\*([^*\n]*)\*\*/g, "$1")
    .replace(/^ *- /gm, "");
  const found = [/[<>[\]`*_~|\\$@!]/, /&/, /:\w+:/, /:\/\//].filter((form) => form.test(ours));
  return found.map((form) => `${form}: ${ours}`);
}
