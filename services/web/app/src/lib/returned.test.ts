import { describe, expect, test } from 'vitest';
import type { Claim, Remark } from '#lib/api/types.ts';
import { placeToMend } from './returned.ts';

const REASONS = ['amount', 'purpose', 'receipt', 'distance', 'meals', 'private', 'other'] as const;
type Reason = (typeof REASONS)[number];

const HOTEL = { kind: 'expense', id: 'hotel', receipt_id: 'r1', date: '2026-10-07', amount_ore: 112_000, purpose: '', lost_receipt_reason: null, parts: [{ id: 'room' }] };
const LOST = { ...HOTEL, id: 'lost', receipt_id: null, parts: [] };
const DRIVE = { kind: 'drive', id: 'drive', date: '2026-10-06', distance_hm: 230, purpose: '', is_private: false };
const ROWS = [
	['day', 'per_diem_domestic_full', '2026-10-06'], ['meal', 'meal_benefit_lunch', '2026-10-07'], ['night', 'night_allowance_domestic', '2026-10-06'],
	['room', 'hotel', '2026-10-07'], ['lost', 'hotel', '2026-10-07'], ['drive', 'mileage_own_car', '2026-10-06'], ['drive-taxed', 'mileage_taxable', '2026-10-06']
];
const TRIP = {
	id: 'c', kind: 'trip', trip: { start: '2026-10-06T05:00:00Z', end: '2026-10-07T17:00:00Z' }, lines: [HOTEL, LOST, DRIVE],
	amounts: ROWS.map(([id, type, date]) => ({ id, type, date }))
} as unknown as Claim;
const ALONE = { id: 'c', kind: 'expense', trip: null, lines: [HOTEL], amounts: [{ id: 'room', type: 'hotel', date: '2026-10-07' }] } as unknown as Claim;

const places = (claim: Claim, line_id: string | null, field: string | null = null) =>
	Object.fromEntries(REASONS.map((reason) => [reason, placeToMend(claim, { reason, line_id, field, words: '' } as Remark)])) as Record<Reason, string>;
const same = (place: string): Record<Reason, string> => Object.fromEntries(REASONS.map((reason) => [reason, place])) as Record<Reason, string>;
const mend = (line: string, field: string) => `/claims/c/mend/${line}/${field}`;
const PURPOSE = mend('trip', 'purpose');

describe('what is asked about a trip is mended', () => {
	test('at the day of its per diem, or of a meal that is a benefit', () => {
		const day = '/trips/c#day-2026-10-06';
		expect(places(TRIP, 'day')).toEqual({ ...same(day), purpose: PURPOSE, distance: '/trips/c#distance' });
		expect(places(TRIP, 'meal')).toEqual({ ...same('/trips/c#day-2026-10-07'), purpose: PURPOSE, distance: '/trips/c#distance' });
	});
	test('at the night, but its meals at the day', () => {
		const night = '/trips/c#night-2026-10-06';
		expect(places(TRIP, 'night')).toEqual({ ...same(night), meals: '/trips/c#day-2026-10-06', purpose: PURPOSE, distance: '/trips/c#distance' });
	});
	test('in the field of a receipt, also when a part of it was pointed at', () => {
		const expected = {
			amount: mend('hotel', 'amount_ore'), private: mend('hotel', 'amount_ore'), purpose: mend('hotel', 'purpose'), receipt: mend('hotel', 'receipt_id'),
			meals: '/trips/c#day-2026-10-07', distance: '/receipts/r1', other: '/receipts/r1'
		};
		expect(places(TRIP, 'room')).toEqual(expected);
		expect(places(TRIP, 'lost').other).toBe(mend('lost', 'amount_ore'));
	});
	test('in the field of a drive, also when what is taxed of it was pointed at', () => {
		const page = '/drives/drive?claim=c';
		const expected = {
			amount: mend('drive', 'distance_hm'), distance: mend('drive', 'distance_hm'), purpose: mend('drive', 'purpose'), meals: '/trips/c#day-2026-10-06',
			private: page, receipt: page, other: page
		};
		expect(places(TRIP, 'drive')).toEqual(expected);
		expect(places(TRIP, 'drive-taxed')).toEqual(expected);
	});
	test('on its page when it is the claim whole, or a row that is no longer there', () => {
		const expected = { ...same('/trips/c'), purpose: PURPOSE, distance: mend('drive', 'distance_hm'), receipt: '/trips/c#expenses', meals: '/trips/c#day-2026-10-06' };
		expect(places(TRIP, null)).toEqual(expected);
		expect(places(TRIP, 'gone')).toEqual({ ...expected, distance: '/trips/c#distance' });
	});
});

test('a claim of one receipt is mended there when it is asked about whole', () => {
	expect(places(ALONE, null)).toEqual(places(ALONE, 'hotel'));
	expect(places(ALONE, null).other).toBe('/receipts/r1');
});

test('a claim of several rows is mended where they are listed when it is asked about whole', () => {
	expect(places({ ...ALONE, lines: [HOTEL, LOST] } as unknown as Claim, null)).toEqual(same('/claims/c/review'));
});

test('a field that the row has is the one, and one that it has not is passed by', () => {
	expect(places(TRIP, 'hotel', 'date').other).toBe(mend('hotel', 'date'));
	expect(places(TRIP, 'day', 'amount_ore').amount).toBe('/trips/c#day-2026-10-06');
});
