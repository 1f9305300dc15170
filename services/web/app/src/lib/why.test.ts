import { expect, test } from 'vitest';
import type { ClaimLine } from '#lib/api/types.ts';
import { amountsOf } from '#lib/claims.ts';
import { explained } from '#lib/why.ts';

const text = (id: string) => ({ id, parameters: {} });
const reason = (id: string, amount_ore: number | null = null) => ({ text: text(id), amount_ore }) as ClaimLine['reasons'][number];
const line = (changes: Partial<ClaimLine>): ClaimLine =>
	({
		id: 'a', type: 'per_diem_domestic_full', date: '2026-10-06', title: text('amount.x'), amount_ore: 19500, tax_free_ore: 19500, taxable_ore: 0, quantity: null,
		unit_price_ore: null, distance_hm: null, vat: [], reasons: [reason('row.day', 30000), reason('row.lunch', -10500), reason('fact.night'), reason('rule.rate.preliminary')],
		source: text('rule.source.per-diem'), note: null, evidence: null, representation: null, paid_with: 'own', dimensions: {}, dimension_names: {}, reverses: null, ...changes
	});

test('rows sum to the amount, facts and what is unconfirmed stand beside', () => {
	const why = explained([line({})]);
	expect(why.rows.map((row) => row.amount_ore)).toEqual([30000, -10500]);
	expect(why.amount_ore).toBe(19500);
	expect(why.facts).toEqual([text('fact.night')]);
	expect(why.unconfirmed).toEqual([text('rule.rate.preliminary')]);
	expect(why.whole).toBe(true);
});

test('what two lines share is told once, and the sources of rates follow that of the rule', () => {
	const taxed = line({ id: 'b', type: 'per_diem_supplement_taxable', amount_ore: 1050, tax_free_ore: 0, taxable_ore: 1050, reasons: [reason('row.more', 1050), reason('fact.night'), reason('rule.figure.source')] });
	const why = explained([line({}), taxed]);
	expect(why.facts).toEqual([text('fact.night')]);
	expect(why.sources).toEqual([text('rule.source.per-diem'), text('rule.figure.source')]);
	expect([why.amount_ore, why.taxable_ore, why.whole]).toEqual([20550, 1050, false]);
});

test('a line gives its own amount and those that follow from it', () => {
	const amounts = ['trip', 'drive', 'taxed', 'receipt'].map((id) => line({ id }));
	const lines = [{ id: 'drive' }, { id: 'receipt' }, { id: 'unfinished' }] as Parameters<typeof amountsOf>[0]['lines'];
	const ids = (of: string) => amountsOf({ amounts, lines }, of).map((one) => one.id);
	expect(ids('drive')).toEqual(['drive', 'taxed']);
	expect(ids('receipt')).toEqual(['receipt']);
	expect(ids('unfinished')).toEqual([]);
});
