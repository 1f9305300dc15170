import { expect, test } from 'vitest';
import type { Claim, ClaimSummary } from '#lib/api/types.ts';
import { happened, isUntouchedTrip } from './claims.ts';

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
