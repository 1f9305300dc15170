/** What a check sees, and what it finds. */
import type { Worth } from '../amounts.ts';
import type { Draft, DriveLine, ExpenseLine } from '../draft.ts';
import { stockholmOf, type DateText, type Moment } from '../time.ts';
import type { Parameters, Text } from '../text.ts';

export type Level = 'stop' | 'warn' | 'info';

/** A draft beside all that it is judged by on the phone. `asked_at` is the moment of the question. */
export interface Situation {
	readonly draft: Draft;
	readonly worth: Worth;
	readonly asked_at: Moment;
}
export const dayAsked = ({ asked_at }: Situation): DateText => stockholmOf(asked_at).date;
export const drivesOf = ({ draft }: Situation): DriveLine[] => draft.lines.filter((line) => line.kind === 'drive');
export const expensesOf = ({ draft }: Situation): ExpenseLine[] => draft.lines.filter((line) => line.kind === 'expense');

/** One place where a check found something. `variant` is the end of its text's id where a check has several texts. */
export interface Hit {
	readonly parameters?: Parameters;
	readonly line_id?: string;
	readonly field?: string;
	readonly variant?: string | undefined;
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
