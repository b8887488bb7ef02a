import { harmless } from "../harmless.ts";
import type { Language } from "../messages/language.ts";
import type { Renderer } from "../renderer.ts";
import { applyHtml } from "./html/apply.ts";
import { listingHtml } from "./html/listing.ts";
import { planHtml } from "./html/plan.ts";
import { listedResults } from "./layout/listed-results.ts";

/** Results as pages that anybody opens in a browser: whole files, without scripts and without anything from elsewhere. */
export const html = (language: Language) =>
  ({
    forTerminal: false,
    plan: (result) => harmless(planHtml(result, language)),
    apply: (result) => harmless(applyHtml(result, language)),
    ...listedResults(language, (listing, kinds) => harmless(listingHtml(listing, kinds, language))),
  }) satisfies Renderer;
