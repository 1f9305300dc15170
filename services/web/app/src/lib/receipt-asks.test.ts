import { expect, test } from 'vitest';
import type { Claim, Expense, Finding, Kind, Receipt } from '#lib/api/types.ts';
import { blankClaim } from './claim-here.ts';
import { asksOf, isToAnswer, type Standing } from './receipt-asks.ts';

const finding = (check: string, fields: Partial<Finding> = {}) => ({ check, level: 'stop', line_id: 'l', field: null, mend: null, reason: null, text: { id: `check.${check}`, parameters: {} }, ...fields }) as Finding;
const LINE = { kind: 'expense', id: 'l', receipt_id: 'r', expense_kind: 'taxi', is_another: false } as Expense;
const READ = { id: 'r', state: 'read', slow: false, fields: { total: 25000, currency: 'SEK' }, doubtful: [], further: [], sure: {}, duplicate_of: null } as unknown as Receipt;
const KINDS = [{ id: 'dinner', fields: ['participants', 'purpose'] }, { id: 'taxi', fields: [] }] as unknown as Kind[];

const claimOf = (findings: Finding[], line = LINE): Claim => ({ ...blankClaim('c', { employment_id: 'e', kind: 'expense' }), lines: [line], findings });
const asks = (standing: Partial<Standing> = {}, findings: Finding[] = []) => asksOf({ receipt: READ, claim: claimOf(findings), line: LINE, reading: false, kinds: KINDS, ...standing });

test('one thing is asked at a time: how many receipts, whether it is here already, then what the reading doubts', () => {
	const all = { ...READ, further: [{ index: 1 }], duplicate_of: 'o', doubtful: ['total'] } as unknown as Receipt;
	const asked = (receipt: Receipt) => {
		const { several, same, doubt } = asks({ receipt });
		return [several, same, doubt];
	};
	expect(asked(all)).toEqual([true, false, undefined]);
	expect(asked({ ...all, further: [] })).toEqual([false, true, undefined]);
	expect(asked({ ...all, further: [], duplicate_of: null })).toEqual([false, false, 'total']);
});

test('nothing is asked about a claim that was handed in', () => {
	const receipt = { ...READ, further: [{ index: 1 }], duplicate_of: 'o', doubtful: ['total'] } as unknown as Receipt;
	const { several, same, doubt, purpose } = asks({ receipt, claim: { ...claimOf([]), editable: false } });
	expect([several, same, doubt, purpose]).toEqual([false, false, undefined, undefined]);
});

test('what is found about a row stands beside it, unless the rows are folded for a doubt', () => {
	const impossible = finding('vat-impossible', { field: 'vat' });
	expect(asks({}, [impossible])).toMatchObject({ inRows: [{ row: 'vat', finding: impossible }], findings: [] });
	expect(asks({ receipt: { ...READ, doubtful: ['date'], fields: { ...READ.fields, date: '2026-03-10' } } as Receipt }, [impossible])).toMatchObject({ inRows: [], findings: [impossible] });
});

test('what a form asks for is not found a second time', () => {
	const [who, why] = [finding('representation-people', { field: 'representation' }), finding('representation-people', { field: 'purpose' })];
	const line = { ...LINE, expense_kind: 'dinner' };
	expect(asks({ line, claim: claimOf([who, why], line) })).toMatchObject({ people: true, whoIsMissing: who, whyIsMissing: why, purpose: { required: true }, findings: [], stops: [who, why] });
});

test('on a trip what it was for is found, for no form here asks', () => {
	const why = finding('purpose-missing', { field: 'purpose' });
	const claim = { ...claimOf([why]), kind: 'trip' } as Claim;
	expect(asks({ claim })).toMatchObject({ purpose: undefined, findings: [why] });
});

test('it can be handed in once nothing stops it and every warning has words', () => {
	const old = finding('receipt-old', { level: 'warn', field: 'date' });
	expect(isToAnswer(asks())).toBe(false);
	expect(isToAnswer(asks({}, [old]))).toBe(true);
	expect(isToAnswer(asks({}, [old]), { 'receipt-old:l': 'I was ill' })).toBe(false);
	expect(isToAnswer(asks({}, [finding('amount-missing')]))).toBe(true);
});

test('of a receipt that cannot be read the person types what is missing, and is not told it twice', () => {
	const receipt = { ...READ, state: 'unreadable', fields: {} } as Receipt;
	const { byHand, findings } = asks({ receipt }, [finding('amount-missing', { field: 'amount_ore' }), finding('receipt-unreadable')]);
	expect([byHand, findings]).toEqual([true, []]);
});
