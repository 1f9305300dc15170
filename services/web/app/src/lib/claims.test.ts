import { expect, test } from 'vitest';
import type { Claim, ClaimLine, ClaimState, ClaimSummary } from '#lib/api/types.ts';
import { commonPayDay, fieldAsked, happened, isUntouchedTrip, nextOf, slipLines } from './claims.ts';

const BEGUN = { kind: 'trip', state: 'draft', title: '', first_date: null, receipt_ids: [] } satisfies Partial<ClaimSummary>;

test('a trip is untouched until a word, a day or a receipt is there', () => {
	expect(isUntouchedTrip(BEGUN)).toBe(true);
	expect(isUntouchedTrip({ ...BEGUN, title: 'Lund' })).toBe(false);
	expect(isUntouchedTrip({ ...BEGUN, first_date: '2026-10-06' })).toBe(false);
	expect(isUntouchedTrip({ ...BEGUN, receipt_ids: ['a'] })).toBe(false);
	expect(isUntouchedTrip({ ...BEGUN, state: 'returned' })).toBe(false);
});

const step = (id: string): Claim['timeline'][number] => ({ text: { id, parameters: {} }, at: '2026-10-06T06:50:00Z', by: null, remark: null });
const next = (id: string): Claim['ahead'][number] => ({ text: { id, parameters: {} }, you: false, since: null });
const told = (claim: Pick<Claim, 'timeline' | 'ahead'>) => happened(claim).map((one) => one.text.id);

test('who it waits for is said once', () => {
	expect(told({ timeline: [step('timeline.submitted'), step('timeline.assigned')], ahead: [next('ahead.decide')] })).toEqual(['timeline.submitted']);
	expect(told({ timeline: [step('timeline.submitted'), step('timeline.no-approver')], ahead: [next('ahead.no-approver')] })).toEqual(['timeline.submitted']);
});

test('who had it stays when something came after', () => {
	const timeline = [step('timeline.submitted'), step('timeline.assigned'), step('timeline.approved')];
	expect(told({ timeline, ahead: [next('ahead.export')] })).toEqual(timeline.map((one) => one.text.id));
	expect(told({ timeline, ahead: [] })).toHaveLength(3);
});

const DRIVE: ClaimLine = {
	id: 'a', type: 'mileage_own_car', date: '2026-10-06', title: { id: 'amount.drive', parameters: { from: 'Norra', to: 'Linden' } }, amount_ore: 800, tax_free_ore: 800, taxable_ore: 0,
	quantity: '0.32', unit_price_ore: 2500, distance_hm: 32, vat: [], reasons: [], source: null, note: null, evidence: null, representation: null, paid_with: 'own', dimensions: {}, dimension_names: {}, reverses: null
};
const ABOVE: ClaimLine = { ...DRIVE, type: 'mileage_own_car_taxable', amount_ore: 200, distance_hm: null };
const PARKING: ClaimLine = { ...DRIVE, type: 'expense', title: { id: 'amount.expense.no-merchant', parameters: { kind: 'kind.parking' } }, amount_ore: 3750, distance_hm: null };

test('many drives are one line of the slip, with what is paid above the tax-free rate', () => {
	const slip = slipLines([DRIVE, ABOVE, DRIVE, ABOVE, PARKING, DRIVE, ABOVE, DRIVE, ABOVE]);
	expect(slip.map((line) => line.why?.lines.length)).toEqual([8, 1]);
	expect(slip[0]?.amount).toContain('40,00');
});

test('few drives each say their way', () => {
	expect(slipLines([DRIVE, DRIVE, DRIVE, PARKING])).toHaveLength(4);
});

test('a remark lands in a field that its line has', () => {
	const asked = (line: ClaimLine) => ['amount', 'private', 'distance', 'receipt'].map((reason) => fieldAsked(line, reason));
	expect(asked(DRIVE)).toEqual(['distance_hm', undefined, 'distance_hm', undefined]);
	expect(asked(PARKING)).toEqual(['amount_ore', 'amount_ore', undefined, 'receipt_id']);
	expect(asked(ABOVE)).toEqual([undefined, undefined, undefined, undefined]);
	expect(asked({ ...PARKING, type: 'per_diem_domestic_whole' })).toEqual([undefined, undefined, undefined, undefined]);
});

test('a pay day is promised for a sum only where each claim of it is approved and paid then', () => {
	const onTheWay = (state: ClaimState, day?: string, pay_ore = 100) => ({ state, pay_ore, ahead: [next('ahead.export'), ...(day ? [{ ...next('ahead.pay'), text: { id: 'ahead.pay', parameters: { date: day } } }] : [])] });
	const [approved, exported, submitted] = [onTheWay('approved', '2026-12-25'), onTheWay('exported', '2026-12-25'), onTheWay('submitted', '2026-12-25')];
	expect([[approved], [approved, exported], [approved, onTheWay('approved', undefined, 0)]].map(commonPayDay)).toEqual(Array(3).fill('2026-12-25'));
	expect([[], [approved, submitted], [approved, onTheWay('approved', '2027-01-25')]].map(commonPayDay)).toEqual(Array(3).fill(undefined));
	expect([approved, submitted].map((one) => nextOf(one)?.id)).toEqual(['ahead.pay', 'ahead.export']);
});
