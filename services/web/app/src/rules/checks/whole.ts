/** Checks of the claim as a whole. */
import { completeTrip } from '../amounts.ts';
import { text } from '../text.ts';
import { drivesOf, expensesOf, type Hit, type Situation } from './situation.ts';

/** A field of the calculation → the line's; whatever else is at fault is put right at its date. */
const LINE_FIELDS: Readonly<Record<string, string>> = { vehicle: 'vehicle', km: 'distance_hm', rate_micro: 'amount_ore' };

/** An empty claim: no line but private drives, and no trip that gives anything. */
export function* nothingToSubmit(situation: Situation): Generator<Hit> {
	const { draft, worth } = situation;
	const isTold = draft.kind !== 'trip' || completeTrip(draft.trip) !== undefined;
	const hasLines = expensesOf(situation).length > 0 || drivesOf(situation).some((drive) => !drive.is_private);
	if (isTold && !hasLines && !worth.amounts.length && !worth.unworked.length) yield {};
}

/** An amount that the rules cannot give, such as for a year without a rate. */
export function* notWorkedOut({ worth }: Situation): Generator<Hit> {
	for (const { line_id, refusal } of worth.unworked) {
		const why = refusal.field === 'agreement' ? text('check.unknown-agreement', { agreement: refusal.parameters.what ?? null }) : text(`problem.${refusal.code}`, refusal.parameters);
		const field = refusal.field ?? '';
		if (line_id === null) yield { field: field.startsWith('trip.') ? field : 'trip.end', text: why };
		else yield { line_id, field: LINE_FIELDS[field.split('.').at(-1) ?? ''] ?? 'date', text: why };
	}
}
