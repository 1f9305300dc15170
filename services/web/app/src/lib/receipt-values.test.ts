import { expect, test } from 'vitest';
import { fieldsOf, placeOf, placeOfRow } from './receipt-values.ts';

test('another reading told as text is sent as the field takes it', () => {
	expect(fieldsOf('date', '2026-03-02')).toEqual({ date: '2026-03-02' });
	expect(fieldsOf('total', '-24900')).toEqual({ total: -24900 });
	expect(fieldsOf('currency', 'NOK')).toEqual({ currency: 'NOK' });
	expect(fieldsOf('breakfast_included', 'false')).toEqual({ breakfast_included: false });
	expect(fieldsOf('vat', '[{"rate": 12, "net_ore": 100, "vat_ore": 12}]')).toEqual({ vat: [{ rate: 12, net_ore: 100, vat_ore: 12 }] });
});

test.each([['date', '2 mars'], ['total', '24,90'], ['is_copy', 'ja'], ['vat', '12'], ['vat', 'moms'], ['merchant', '']] as const)(
	'a reading of %s that makes no sense, “%s”, is not offered',
	(field, text) => expect(fieldsOf(field, text)).toBeUndefined()
);

const SURE = { vat: { sure_per_mille: 900, box: [0.1, 0.2, 0.3, 0.04], evidence: [], other: null }, card_last4: { sure_per_mille: 900, box: [0, 0, 1, 1], evidence: [], other: null } };

test('a field stands where its box is, every row of VAT in the same place', () => {
	const receipt = { sure: SURE } as never;
	expect(placeOf('vat', receipt)).toEqual({ left: 0.1, top: 0.2, width: 0.3, height: 0.04 });
	expect(placeOfRow('vat1', receipt)).toEqual(placeOf('vat', receipt));
	expect(placeOfRow('payment_means', receipt)).toEqual({ left: 0, top: 0, width: 1, height: 1 });
	expect(placeOfRow('total', receipt)).toBeUndefined();
});
