/** A text as data: an id of the catalogue and its parameters, never a sentence; and a refusal, the rules' way to say no. */
export type Parameter = string | number | null;
export type Parameters = Readonly<Record<string, Parameter>>;

export interface Text {
	readonly id: string;
	readonly parameters: Parameters;
}
export const text = (id: string, parameters: Parameters = {}): Text => ({ id, parameters });

export interface Refusal {
	readonly code: string;
	readonly parameters: Parameters;
	/** The field that is at fault (`trip.end`), or null when it is the whole. */
	readonly field: string | null;
	readonly problems: readonly [];
}
export const refusal = (code: string, field: string | null, parameters: Parameters = {}): Refusal => ({ code, parameters, field, problems: [] });

export const isRefusal = (decided: unknown): decided is Refusal => typeof decided === 'object' && decided !== null && 'code' in decided;
