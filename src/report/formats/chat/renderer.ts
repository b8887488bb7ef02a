import type { Language } from "../../messages/language.ts";
import type { Renderer } from "../../renderer.ts";
import { listedResults } from "../layout/listed-results.ts";
import { applyChat } from "./apply.ts";
import type { ChatDialect } from "./dialect.ts";
import { listingChat } from "./listing.ts";
import { planChat } from "./plan.ts";

/** Results as the message of a robot, ready to be posted; nothing here sends it. */
export function chatRenderer(language: Language, dialect: ChatDialect): Renderer {
  return {
    forTerminal: false,
    plan: (result) => planChat(result, language, dialect),
    apply: (result) => applyChat(result, language, dialect),
    ...listedResults(language, (listing, kinds) => listingChat(listing, { kinds, language, dialect })),
  };
}
