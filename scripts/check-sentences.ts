/**
 * Fails where a sentence for people stands outside the catalogue of messages: a language would then be more than one
 * folder.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sentencesIn } from "./sentences/find.ts";

const src = fileURLToPath(new URL("../src", import.meta.url));

/** Where sentences may stand besides, by the beginning of the path below src/ (a `*` is any folder), and why. */
const allowed: Readonly<Record<string, string>> = {
  "report/messages/": "the catalogue itself",
  "kinds/*/words.ts": "what people call things in English, which a kind brings along: names, and no sentence",
  "generated/": "made from the schemas, which say what fields are in every language",
  "cli/completion/": "comments of the scripts that shells read",
  "cli/init-ci/": "the workflows of a new project, with comments by language",
  "cli/starter": "the files of a new project, with comments by language",
  "cli/start.ts": "said where no file of ours could be loaded",
  "cli/own-code.ts": "what stands around the code of a file, which is no words",
  "cli/crash.ts": "said where anything may be broken, so that nothing is asked for words",
  "platform/http.ts": "reasons of failed connections, which stand among those of Node and undici",
  "platform/tunnel.ts": "the same of proxies",
  "platform/weixin/codes": "what the platform says, and who says so",
  "platform/wechatpay/codes.ts": "what the platform says, and who says so",
  "schema/derive.ts": "what is wrong with a schema while it is compiled",
  "schema/localized.ts": "the same of its words",
  "schema/keywords.ts": "code of the validators and what is wrong with a schema",
  "resolve/wording/rules.ts": "who says so: names of laws, rules and pages",
  "state/branch/readme.ts": "stands on every branch of state, for whoever meets it with or without the tool",
  "report/formats/html/style.ts": "the style of a page, which is no words",
  "sandbox/": "what the embedded platform answers in the words of the real one, and says to programs that set it up",
};

function main(): void {
  const used = new Set<string>();
  const wrong: string[] = [];
  const files = readdirSync(src, { recursive: true, encoding: "utf8" }).map((file) => file.replaceAll("\\", "/"));
  for (const file of files.filter((name) => name.endsWith(".ts")).sort()) {
    const sentences = sentencesIn(file, readFileSync(join(src, file), "utf8"));
    const kindless = file.replace(/^kinds\/[^/]+\//, "kinds/*/");
    const reason = Object.keys(allowed).find((path) => file.startsWith(path) || kindless.startsWith(path));
    if (reason !== undefined && sentences.length > 0) used.add(reason);
    if (reason === undefined) wrong.push(...sentences.map(({ line, text }) => `src/${file}:${line} ${shown(text)}`));
  }
  const unused = Object.keys(allowed).filter((path) => !used.has(path));
  wrong.push(...unused.map((path) => `scripts/check-sentences.ts allows sentences in src/${path}, and there are none`));
  if (wrong.length === 0) return;
  process.exitCode = 1;
  console.error(`Sentences belong into src/report/messages:\n${wrong.join("\n")}`);
}

function shown(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 99)}…` : text);
}

main();
