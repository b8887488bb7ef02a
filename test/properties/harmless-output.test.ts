import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { guardedIo } from "../../src/cli/io.ts";
import { progress } from "../../src/cli/progress.ts";
import { english } from "../../src/report/messages/en/english.ts";
import type { Language } from "../../src/report/messages/language.ts";
import { chinese } from "../../src/report/messages/zh-CN/chinese.ts";
import { paint } from "../../src/report/paint.ts";
import { tries } from "../documents/support.ts";
import { activeInChat, activeInFeishu, activeInHtml, unbalancedIn } from "./active-markup.ts";
import { activeIn } from "./finished-lines.ts";
import { codes, outputsOf } from "./hostile-models.ts";
import { hostileText } from "./hostile-text.ts";
import { foreignElements, outsideOfCode, piecesOutside, renderers } from "./markdown-renderers.ts";

// Proves G24 and G25.

/** What goes out of a run that prints a text in one of the ways there are. */
function finished(print: (io: ReturnType<typeof guardedIo>) => void): string {
  const printed: string[] = [];
  const keep = (text: string) => void printed.push(text);
  const io = {
    ...{ stdout: keep, stderr: keep, env: {}, workingDirectory: "/", signal: new AbortController().signal },
    ...{ canAsk: () => false, hasTerminal: () => true, colour: () => false },
  };
  print(guardedIo(io, (text) => text));
  return printed.join("");
}

/** Gives some texts again and again, in turn. */
function inTurn(texts: readonly string[]): () => string {
  let at = 0;
  return () => texts[at++ % texts.length] ?? "";
}

/** A plain word that is none of ours: it stands in a code span wherever data does. */
const harmlessTexts = ["Harmless1"];

/** Five texts a case, each in every output, at another place of every model than its neighbours. */
const texts = fc.array(hostileText, { minLength: 5, maxLength: 5 });
const picked = fc.array(fc.constantFrom(...codes), { minLength: 1, maxLength: 1 });

/** By name, since a failure prints its case. */
const languages = fc.constantFrom("en", "zh-CN");

function languageOf(name: string): Language {
  return name === "en" ? english : chinese;
}

/** What renderers make of the same documents with harmless data, by renderer and document; made once for the same problems. */
function expectedOf(some: readonly string[], language: Language): ReadonlyMap<string, string> {
  const key = [language.name, ...some].join();
  const known = harmlessPages.get(key);
  if (known !== undefined) return known;
  const { markdown } = outputsOf(inTurn(harmlessTexts), some, paint(false), language, ["markdown"]).formats;
  const made = new Map(
    Object.entries(renderers).flatMap(([renderer, render]) =>
      Object.entries(markdown).map(([name, document]) => [`${renderer} ${name}`, outsideOfCode(render(document))]),
    ),
  );
  harmlessPages.set(key, made);
  return made;
}

const harmlessPages = new Map<string, ReadonlyMap<string, string>>();

test("no finished line commands a terminal or a runner, whatever the data is, in any format", () => {
  const property = fc.property(texts, picked, fc.boolean(), languages, (hostile, some, colour, name) => {
    const language = languageOf(name);
    const own = paint(colour);
    const { formats, models } = outputsOf(inTurn(hostile), some, own, language);
    for (const [format, documents] of Object.entries(formats))
      for (const document of Object.values(documents)) {
        const out = finished((io) => (format === "text" ? io.stdout(document, own) : io.stdout(document)));
        expect(activeIn(out), format).toEqual([]);
      }
    const { json } = formats;
    for (const document of Object.values(json)) {
      const out = finished((io) => io.stdout(document));
      expect(activeIn(out)).toEqual([]);
      // Made harmless before it is sealed, and so not touched again.
      expect(out).toBe(document);
      JSON.parse(out);
    }
    expect((JSON.parse(json.status) as { resources: unknown }).resources).toEqual(models.resources);
    expect((JSON.parse(json.plan) as { steps: unknown }).steps).toEqual(models.plan.steps);
    const unsealed = json.plan.replace(/"seal": "sha256:[0-9a-f]{64}"/, '"seal": ""');
    expect(json.plan).toContain(createHash("sha256").update(unsealed, "utf8").digest("hex"));
  });
  fc.assert(property, tries(20, 2_000));
});

/** What has another shape where a value is long, or several are equal: plans, and reports of what was done. */
const shaped: ReadonlySet<string> = new Set(["plan", "apply", "offline"]);

/** Texts that say nothing, of every shape that data has. */
const shapes: readonly (readonly string[])[] = rotated([
  ["Harmless1"],
  ["Harmless1", "Harmless2"],
  ["Harmless1", "Harmless2", "Harmless3", "Harmless4", "Harmless5"],
  ["", "Harmless1"],
  ["Harmless1".repeat(12), "Harmless2"],
  ["Harmless1\nHarmless2", "Harmless3"],
  ["Harmless1\n\nHarmless2", "Harmless1\nHarmless2"],
  ["Harmless1\r\nHarmless2", "Harmless1\nHarmless2"],
  ["a/MemberCard/b", "Harmless1", "Harmless2"],
  ["?1,2", "Harmless1", "Harmless2", "Harmless3"],
  ["1", "2"],
  ["x/y/z1"],
  ["x/y/z1", "x/y/z2", "x/y/z3", "x/y/z4", "x/y/z5"],
  ["x/y", "Harmless1", "Harmless2", "Harmless3", "Harmless4"],
  ["x/MemberCard/y", "x/y/z1", "Harmless1\nHarmless2", "", "Harmless3"],
]);

/** Each beginning with each of its texts in turn, so that every place of a model gets every one of them. */
function rotated(all: readonly (readonly string[])[]): string[][] {
  return all.flatMap((own) => own.map((_, from) => [...own.slice(from), ...own.slice(0, from)]));
}

/** All that is said outside of code of such texts, by renderer and document. */
function knownPieces(some: readonly string[], language: Language): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Map<string, Set<string>>();
  for (const shape of shapes) {
    const { markdown } = outputsOf(inTurn(shape), some, paint(false), language, ["markdown"]).formats;
    for (const [renderer, render] of Object.entries(renderers))
      for (const name of shaped) {
        const key = `${renderer} ${name}`;
        const pieces = known.get(key) ?? new Set<string>();
        for (const piece of piecesOutside(render(markdown[name as keyof typeof markdown]))) pieces.add(piece);
        known.set(key, pieces);
      }
  }
  return known;
}

test("a plan and a report say outside of code nothing but words of ours, in four renderers", () => {
  const [one = ""] = codes;
  const pieces = new Map([english, chinese].map((language) => [language, knownPieces([one], language)]));
  const property = fc.property(texts, languages, (hostile, spoken) => {
    const language = languageOf(spoken);
    const known = pieces.get(language) ?? new Map<string, ReadonlySet<string>>();
    const { markdown } = outputsOf(inTurn(hostile), [one], paint(false), language, ["markdown"]).formats;
    for (const name of shaped) {
      const out = finished((io) => io.stdout(markdown[name as keyof typeof markdown]));
      for (const [renderer, render] of Object.entries(renderers)) {
        const foreign = [...piecesOutside(render(out))].filter(
          (piece) => !known.get(`${renderer} ${name}`)?.has(piece),
        );
        expect(foreign, `${renderer}, ${name}`).toEqual([]);
      }
    }
  });
  fc.assert(property, tries(40, 2_000));
});

test("a piece that nobody escaped commands nothing either, however it is printed", () => {
  const property = fc.property(texts, fc.boolean(), (hostile, colour) => {
    const own = paint(colour);
    const line = hostile.join("");
    const ways = [
      finished((io) => io.stdout(line, own)),
      finished((io) => io.stdout(own.add(line), own)),
      finished((io) => io.stdout(`${own.strong("a")}${line}`, own)),
      finished((io) => io.stderr(`  ${line}`)),
      finished((io) => io.rows([hostile])).replaceAll("\t", " "),
      finished((io) => progress(io, () => 0).show(line)).replace(/^\r\u001b\[K/, ""),
    ];
    for (const way of ways) expect(activeIn(way)).toEqual([]);
    // Once is enough.
    const once = finished((io) => io.stdout(line));
    expect(finished((io) => io.stdout(once))).toBe(once);
  });
  fc.assert(property, tries(200, 2_000));
});

test("Markdown says outside of code what it says with harmless data, in four renderers", () => {
  const property = fc.property(texts, picked, languages, (hostile, some, spoken) => {
    const language = languageOf(spoken);
    const { markdown } = outputsOf(inTurn(hostile), some, paint(false), language, ["markdown"]).formats;
    const expected = expectedOf(some, language);
    for (const [name, document] of Object.entries(markdown)) {
      const out = finished((io) => io.stdout(document));
      for (const [renderer, render] of Object.entries(renderers)) {
        const html = render(out);
        expect(foreignElements(html), `${renderer}, ${name}`).toEqual([]);
        if (shaped.has(name)) continue;
        expect(outsideOfCode(html), `${renderer}, ${name}`).toBe(expected.get(`${renderer} ${name}`));
      }
    }
  });
  fc.assert(property, tries(20, 2_000));
});

/** The text of a message, whatever robot it is for. */
const textOf = {
  wecom: (body: string) => (JSON.parse(body) as { markdown: { content: string } }).markdown.content,
  dingtalk: (body: string) => (JSON.parse(body) as { markdown: { text: string } }).markdown.text,
  feishu: (body: string) =>
    (JSON.parse(body) as { card: { elements: { content: string }[] } }).card.elements.map((one) => one.content).join(),
};

/** Formats of which more is to be held than that they command nothing. */
const marked = ["html", "github", "gitlab", "wecom", "feishu", "dingtalk"] as const;

const bytes = (text: string) => Buffer.byteLength(text, "utf8");

test("pages and messages hold nothing that acts, and are no longer than whoever takes them allows", () => {
  const property = fc.property(texts, picked, languages, (hostile, some, spoken) => {
    const language = languageOf(spoken);
    const { formats } = outputsOf(inTurn(hostile), some, paint(false), language, marked);
    for (const [name, document] of Object.entries(formats.html)) {
      const out = finished((io) => io.stdout(document));
      expect(activeInHtml(out), name).toEqual([]);
      expect(unbalancedIn(out), name).toEqual([]);
    }
    for (const [robot, active] of [
      ["wecom", activeInChat],
      ["dingtalk", activeInChat],
      ["feishu", activeInFeishu],
    ] as const)
      for (const [name, document] of Object.entries(formats[robot])) {
        const out = finished((io) => io.stdout(document));
        // Made harmless before it is measured, and so not touched again.
        expect(out).toBe(document);
        const text = textOf[robot](out);
        expect(active(text), `${robot}, ${name}`).toEqual([]);
        expect(robot === "wecom" ? bytes(text) : bytes(out), robot).toBeLessThanOrEqual(
          robot === "wecom" ? 4_096 : 20_000,
        );
        // No half of a pair is left alone by a cut.
        expect(/\p{Surrogate}/u.test(text)).toBe(false);
      }
    for (const document of Object.values(formats.gitlab))
      expect(document).toMatch(/^\{(?:\}|\s+"create": \d+,\s+"update": \d+,\s+"delete": \d+\s+\})\n$/);
    for (const document of Object.values(formats.github)) expect(bytes(document)).toBeLessThanOrEqual(1_048_576);
  });
  fc.assert(property, tries(20, 1_000));
});
