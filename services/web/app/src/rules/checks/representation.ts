/** Checks of representation: who took part and why, and whether the VAT is above the limit. */
import { kindOf } from '../kinds.ts';
import { inForce } from '../rates.ts';
import { capPerPersonOre, netPerPersonOre, NOBODY_YET, personsOf } from '../representation.ts';
import { expensesOf, type Hit, type Situation } from './situation.ts';

/**
 * Representation without those who took part, without the organisation of a guest, or without a purpose. A trip's purpose is
 * that of what was paid on it.
 */
export function* people(situation: Situation): Generator<Hit> {
	const hasPurpose = Boolean(situation.draft.trip?.purpose.trim());
	for (const line of expensesOf(situation)) {
		const kind = kindOf(line.expense_kind)?.representation;
		if (!kind) continue;
		const { participants } = line.representation ?? NOBODY_YET;
		if (!participants.length) yield { line_id: line.id, field: 'representation' };
		else if (kind === 'external' && !participants.some((one) => one.organisation.trim())) yield { line_id: line.id, field: 'representation', variant: 'organisation' };
		if (!line.purpose.trim() && !hasPurpose) yield { line_id: line.id, field: 'purpose', variant: 'purpose' };
	}
}

/** The net per person is above what VAT is deducted on; all of it is paid back. */
export function* cap(situation: Situation): Generator<Hit> {
	for (const line of expensesOf(situation)) {
		if (!kindOf(line.expense_kind)?.representation || line.date === null || line.amount_ore === null) continue;
		const said = line.representation ?? NOBODY_YET;
		const limit = inForce(situation.rates.representation, line.date);
		const amount = netPerPersonOre(line.vat, personsOf(said));
		if (said.participants.length && limit && amount > capPerPersonOre(limit, said.form)) yield { parameters: { amount }, line_id: line.id, field: 'representation' };
	}
}
