/**
 * The records on the wire, as the server's contract names them. Types only; nothing here runs.
 *
 * @typedef {"answered" | "clarify" | "not_found" | "out_of_scope" | "refused"} Status
 * @typedef {{role: "user" | "assistant", content: string}} Turn
 * @typedef {{document_ids?: string[], places?: string[], years?: number[]}} Filters
 * @typedef {{question: string, history: Turn[], filters: Filters, conversation_id?: string}} AskRequest
 * @typedef {{start: number, end: number}} Span  Half-open, in Unicode code points of the source text.
 * @typedef {{role: string, quote: string, start: number, end: number}} Part
 * @typedef {{page: number | null, sheet: string | null, paragraph: number | null}} Locator  Counted from 1.
 * @typedef {{number: number, start: number, sheet: string | null, confidence: number | null,
 *   doubtful: boolean}} PageInfo
 * @typedef {{n: number, document_id: string, title: string, number: string | null, section: string, quote: string,
 *   start: number, end: number, url: string, parts: Part[], locator?: Locator}} Citation
 * @typedef {{text: string, citations?: number[]}} ListItem
 * @typedef {{label: string, value: string, written: string, citation: number, start: number, end: number}} Figure
 * @typedef {{type: string, text?: string, citations?: number[], items?: ListItem[], columns?: string[],
 *   rows?: string[][], caption?: string, by?: "period" | "document", points?: Figure[],
 *   operation?: "sum" | "difference", operands?: Figure[], written?: string}} AnswerBlock  A block of an unknown type
 *   falls back to its text.
 * @typedef {{understand: number, retrieve: number, answer: number}} Timings  Milliseconds.
 * @typedef {{status: Status, answer: string, blocks: AnswerBlock[], standalone_question: string,
 *   citations: Citation[], suggestions: string[], engine?: string, model?: string | null, warnings?: string[],
 *   timings_ms?: Timings,
 *   conversation_id?: string | null, message_id?: string | null}} Answer
 * @typedef {{rating: "up" | "down", reason?: string | null}} Feedback
 * @typedef {{id: string, title: string | null, created_at: string, updated_at: string,
 *   messages: number}} ConversationInfo
 * @typedef {{conversations: ConversationInfo[], next: string | null}} ConversationPage
 * @typedef {{id: string, role: "user" | "assistant", content: string, created_at: string, answer: Answer | null,
 *   feedback: Feedback | null}} StoredMessage
 * @typedef {Omit<ConversationInfo, "messages"> & {messages: StoredMessage[]}} StoredConversation
 * @typedef {{id: string, title: string, number: string | null, kind: string | null, issuer: string | null,
 *   place: string | null, date: string | null, period: [number, number] | null, characters: number,
 *   passages: number, tables: number, findings: number, secrecy?: string | null, warnings?: string[]}} DocumentInfo
 * @typedef {{name: string, fault: string}} SkippedFile
 * @typedef {{documents: DocumentInfo[], skipped: SkippedFile[]}} Library
 * @typedef {{document_id: string, text: string, section: string, start: number, end: number}} Found
 * @typedef {{status: string, generation: string, documents: number, passages: number}} Readiness
 * @typedef {{ordinal: number, parent: number | null, kind: string, label: string, heading: string,
 *   start: number, end: number}} Section
 * @typedef {{ordinal: number, section: number, kind: string, start: number, end: number,
 *   table: number | null}} Block
 * @typedef {{sections: Section[], blocks: Block[]}} Outline
 * @typedef {{path: string[], role: string, period: string | null, unit: string | null}} Column
 * @typedef {{text: string, start: number | null, end: number | null, certain: boolean,
 *   audit?: string | null}} Cell
 * @typedef {{ordinal: number, kind: string, label: string, parent: number | null, start: number, end: number,
 *   cells: Cell[]}} Row
 * @typedef {{ordinal: number, title: string, start: number, end: number, unit: string | null, columns: Column[],
 *   rows: Row[]}} Table
 * @typedef {{start: number, end: number, quote: string}} Place
 * @typedef {{kind: "mismatch" | "incomplete" | "differs", message: string, printed: string | null,
 *   computed: string | null, table: number | null, spans: Place[]}} Finding
 */

export {};
