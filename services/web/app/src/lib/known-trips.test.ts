import { expect, test } from 'vitest';
import { madeAgain, nightsOf } from './known-trips.ts';

const LUND = {
	destination: 'Lund',
	purpose: 'Möte',
	start: '2026-03-27T06:50:00+01:00',
	end: '2026-03-28T21:40:00+01:00',
	over_50_km: true,
	stays: [{ country: 'DK', start: '2026-03-27T09:00:00+01:00', end: '2026-03-27T12:00:00+01:00' }]
};

test('a trip made again ends today when it would be over by now, with the clocks it had also in summer time', () => {
	const again = madeAgain(LUND, '2026-04-10T20:00:00Z');
	expect(again).toMatchObject({ start: '2026-04-09T06:50:00+02:00', end: '2026-04-10T21:40:00+02:00', destination: 'Lund', purpose: 'Möte' });
	expect(again.stays).toEqual([{ country: 'DK', start: '2026-04-09T09:00:00+02:00', end: '2026-04-09T12:00:00+02:00' }]);
});

test('else it ended yesterday', () => {
	expect(madeAgain(LUND, '2026-04-10T19:00:00Z').end).toBe('2026-04-09T21:40:00+02:00');
});

test('its nights are those between its first day and its last', () => {
	expect(nightsOf(LUND)).toBe(1);
});
