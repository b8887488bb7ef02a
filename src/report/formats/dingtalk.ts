import type { Language } from "../messages/language.ts";
import { dingtalkDialect } from "./chat/dingtalk.ts";
import { chatRenderer } from "./chat/renderer.ts";

/** Results for the robot of a DingTalk group. */
export const dingtalk = (language: Language) => chatRenderer(language, dingtalkDialect);
