import type { Language } from "../messages/language.ts";
import { feishuDialect } from "./chat/feishu.ts";
import { chatRenderer } from "./chat/renderer.ts";

/** Results for the robot of a Feishu group. */
export const feishu = (language: Language) => chatRenderer(language, feishuDialect);
