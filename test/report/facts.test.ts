import { describe, expect, test } from "vitest";
import { kinds } from "../../src/kinds/registry.ts";
import { rendererOf } from "../../src/report/formats/registry.ts";
import { english } from "../../src/report/messages/en/english.ts";
import { paint } from "../../src/report/paint.ts";
import { factsOfHtml } from "./facts/of-html.ts";
import { factsOfJson } from "./facts/of-json.ts";
import { factsOfMarkdown } from "./facts/of-markdown.ts";
import { factsOfText } from "./facts/of-text.ts";
import { plans } from "./plans.ts";

// Proves G26.

const [text, markdown, html, json] = await Promise.all([
  rendererOf("text", english),
  rendererOf("markdown", english),
  rendererOf("html", english),
  rendererOf("json", english),
]);

describe("text, Markdown, HTML and JSON tell the same of a plan", () => {
  test("of every kind and shape", () => {
    expect(Object.keys(plans).length).toBeGreaterThanOrEqual(30);
  });

  test.each(Object.entries(plans))("%s", (_shape, plan) => {
    const result = { plan, kinds, timezone: "Asia/Shanghai" };
    const plain = paint(false);
    const [account, ...others] = plan.accounts;
    const told = factsOfJson(json.plan(result, plain));
    expect(factsOfText(text.plan(result, plain))).toEqual(told);
    // In Markdown and in HTML every value stands below the name of its side.
    const unlabelled = told.filter((fact) => !fact.endsWith(": labelled"));
    const only = others.length === 0 ? account?.name : undefined;
    expect(factsOfMarkdown(markdown.plan(result, plain), only)).toEqual(unlabelled);
    expect(factsOfHtml(html.plan(result, plain), only)).toEqual(unlabelled);
  });
});
