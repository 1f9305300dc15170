import { expect, test } from 'vitest';
import type { Claim, Finding } from '#lib/api/types.ts';
import { mendsOf } from './mends.ts';

test('a private part is taken off by one tap, and a difference goes to the last part', () => {
	const line = { id: 'line', kind: 'expense', amount_ore: 24900, parts: [], receipt_id: 'receipt' };
	const claim = { id: 'claim', editable: true, trip: null, lines: [line] } as unknown as Claim;
	const found = { check: 'private-part', level: 'info', line_id: 'line', field: 'parts', mend: 'take-off-private', text: { id: '', parameters: { private: 8500 } } } as unknown as Finding;
	expect(mendsOf(claim, found).map((mend) => mend.id)).toEqual(['take-off-private']);
	const twoParts = { ...claim, lines: [{ ...line, parts: [{ amount_ore: 20000 }, { amount_ore: 4000 }] }] } as unknown as Claim;
	expect(mendsOf(twoParts, { ...found, mend: 'difference-on-last-part' }).map((mend) => mend.id)).toEqual(['difference-on-last-part', 'split']);
});

test('a question that wants words has its mend as a quiet second way, a stop has it as the way', () => {
	const claim = { id: 'claim', editable: true, trip: null, lines: [{ id: 'line', kind: 'expense' }] } as unknown as Claim;
	const found = { check: 'receipt-old', level: 'warn', line_id: 'line', field: 'date', mend: null } as unknown as Finding;
	const href = '/claims/claim/mend/line/date';
	expect(mendsOf(claim, found)).toEqual([{ id: 'edit-date', href, quiet: true }]);
	expect(mendsOf(claim, { ...found, check: 'date-missing', level: 'stop', mend: 'edit-date' })).toEqual([{ id: 'edit-date', href }]);
});
