import { expect, test } from 'vitest';
import type { Expense, Receipt } from '#lib/api/types.ts';
import type { RatePack } from '#rules/rates.ts';
import rates from '#rules/rates.json' with { type: 'json' };
import { blankClaim } from './claim-here.ts';
import type { Basis } from './data/rates.svelte.ts';
import { claimTyped, receiptHere } from './receipt-here.ts';
import { together } from './typed-receipt.ts';

const basis: Basis = { rates: rates as RatePack, agreement: null, home: '', workplace: '', receipt_age_days_max: 90, driven: [] };
const vat = [{ rate: 25, net_ore: 20000, vat_ore: 5000 }];
const line = {
	kind: 'expense', id: 'l', version: 1, receipt_id: 'r', lost_receipt_reason: null, expense_kind: 'parking', merchant: 'P-huset', date: '2026-03-10', amount_ore: 25000, vat,
	purpose: '', is_another: false, coding: {}, exchange: null, representation: null, parts: [], paid_with: 'own', hotel_nights: null, breakfast_included: null, booked_on: [], parts_booked_on: {}
} as unknown as Expense;
const receipt = { id: 'r', fields: { total: 25000, currency: 'SEK', date: '2026-03-10', vat, kind: 'parking', merchant: 'P-huset' }, doubtful: ['total', 'date'] } as unknown as Receipt;
const claim = { ...blankClaim('c', { employment_id: 'e', kind: 'expense' }), lines: [line] };
const typing = (typed: Parameters<typeof together>[0][number], of = line, on = receipt) => claimTyped({ ...claim, lines: [of] }, of, on, together([typed]), basis);

test('the amount that is typed is what is paid, with the VAT of the receipt', () => {
	const here = typing({ fields: { total: 30000 } });
	expect([here.total_ore, here.settlement.pay_ore]).toEqual([30000, 30000]);
	expect(here.amounts.map((one) => [one.type, one.amount_ore, one.vat])).toEqual([['parking', 30000, vat]]);
});

test('with nothing typed the claim is as the server said', () => {
	expect(claimTyped(claim, line, receipt, together([]), basis)).toBe(claim);
});

test('VAT that cannot be is told at once', () => {
	expect(typing({ fields: { total: 20000 } }).findings.map((one) => one.check)).toContain('vat-impossible');
});

test('a total in another currency follows the rate of the line, and kronor that are typed win over it', () => {
	const abroad = { ...receipt, fields: { ...receipt.fields, currency: 'EUR', vat: null } } as Receipt;
	const exchange = { currency: 'EUR', rate_micro: 11_500_000, quoted_on: '2026-03-10', source: 'Riksbanken' };
	const exchanged = { ...line, vat: [], amount_ore: 287_500, exchange };
	expect(typing({ fields: { total: 30001 } }, exchanged, abroad).total_ore).toBe(345_012);
	expect(typing({ line: { amount_ore: 280_000, exchange: null } }, exchanged, abroad).total_ore).toBe(280_000);
});

test('of another currency without a rate nothing is known until it is typed in kronor', () => {
	expect(typing({ fields: { currency: 'EUR' } }).amounts).toEqual([]);
});

test('what the person said otherwise on the line stays when the receipt is corrected', () => {
	const own = { ...line, amount_ore: 20000, date: '2026-03-09', vat: [] };
	const here = typing({ fields: { total: 30000, date: '2026-03-11' } }, own);
	expect(here.amounts.map((one) => [one.amount_ore, one.date])).toEqual([[20000, '2026-03-09']]);
});

test('what is typed over what was typed holds, and is no longer doubtful', () => {
	const { fields } = together([{ fields: { total: 1 } }, { fields: { total: 2 } }]);
	expect(receiptHere(receipt, fields)).toMatchObject({ fields: { total: 2, date: '2026-03-10' }, doubtful: ['date'] });
});
