import schema from "../../../schemas/zh-CN/wxcards.schema.json" with { type: "json" };

/** The schema for editors in Chinese, as the package holds it. */
export const editorSchema: object = schema;
