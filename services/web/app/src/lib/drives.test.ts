import { expect, test } from 'vitest';
import { odometerDistance, usualWay } from './drives.ts';

const known = [{ from_place: 'Norra', to_place: 'Sjövik', distance_hm: 32, purpose: 'Hembesök' }];

test('a known way is known in both directions and however it is spelled', () => {
	expect(usualWay(known, 'sjövik ', 'NORRA')).toBe(known[0]);
	expect(usualWay(known, 'Norra', '')).toBeUndefined();
});

test('the odometer gives the distance when it went forwards', () => {
	expect(odometerDistance(12_340, 12_352)).toBe(120);
	expect(odometerDistance(12_352, 12_340)).toBeUndefined();
	expect(odometerDistance(undefined, 12_340)).toBeUndefined();
});
