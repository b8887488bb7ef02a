import type { Language } from "../messages/language.ts";
import { chatRenderer } from "./chat/renderer.ts";
import { wecomDialect } from "./chat/wecom.ts";

/** Results for the robot of a WeCom group. */
export const wecom = (language: Language) => chatRenderer(language, wecomDialect);
