/** What a check sees, and what it finds. */
import type { Worth } from '../amounts.ts';
import type { Driven } from '../drives.ts';
import type { RatePack } from '../rates.ts';
import type { Draft, DriveLine, ExpenseLine } from '../draft.ts';
import { dayNumber, stockholmOf, type DateText, type Moment } from '../time.ts';
import type { Parameters, Text } from '../text.ts';

export type Level = 'stop' | 'warn' | 'info';

/** A draft beside all that it is judged by on the phone. `asked_at` is the moment of the question. */
export interface Situation {
	readonly draft: Draft;
	readonly worth: Worth;
	readonly asked_at: Moment;
	readonly rates: RatePack;
	/** The employer's limit of how old a receipt may be; null while it is not known here. */
	readonly receipt_age_days_max: number | null;
	/** Names of the places that the employment's way to work joins. */
	readonly home: string;
	readonly workplace: string;
	/** The person's drives in other claims, latest first. */
	readonly drives_elsewhere: readonly Driven[];
}
export const dayAsked = ({ asked_at }: Situation): DateText => stockholmOf(asked_at).date;
export const drivesOf = ({ draft }: Situation): DriveLine[] => draft.lines.filter((line) => line.kind === 'drive');
export const expensesOf = ({ draft }: Situation): ExpenseLine[] => draft.lines.filter((line) => line.kind === 'expense');

/** How old what happened that day is, and the employer's limit, when it is beyond that. */
export function tooOld(situation: Situation, date: DateText): Parameters | undefined {
	const limit = situation.receipt_age_days_max;
	const days = dayNumber(dayAsked(situation)) - dayNumber(date);
	return limit !== null && days > limit ? { days, limit } : undefined;
}

/** The day beside the trip's days, when it is none of them. */
export function outsideTrip({ draft: { trip } }: Situation, date: DateText | null): Parameters | undefined {
	if (date === null || !trip || trip.start === null || trip.end === null) return undefined;
	const [from, to] = [stockholmOf(trip.start).date, stockholmOf(trip.end).date];
	return from <= to && (date < from || to < date) ? { date, from, to } : undefined;
}

/** One place where a check found something. `variant` is the end of its text's id where a check has several texts. */
export interface Hit {
	readonly parameters?: Parameters;
	readonly line_id?: string;
	readonly field?: string;
	readonly variant?: string | undefined;
	readonly mend?: string;
	/** A text of another area, such as that of a refused calculation. */
	readonly text?: Text;
}
/** What a check found, as the person sees it. */
export interface Finding {
	readonly check: string;
	readonly level: Level;
	readonly text: Text;
	readonly line_id: string | null;
	readonly field: string | null;
	readonly mend: string | null;
	readonly reason: string | null;
}
