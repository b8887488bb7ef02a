import schema from "../../../schemas/en/wxcards.schema.json" with { type: "json" };

/** The schema for editors in English, as the package holds it. */
export const editorSchema: object = schema;
