import { expect, test } from 'vitest';
import type { Known } from '#lib/api/types.ts';
import { usualPurposes } from './purposes.ts';

const known = { usual_purposes: { trip: ['Nätverksträff', 'Möte'], drive: ['Hembesök', 'Möte', 'Inköp'] } } as Known;

test('a trip has the purposes of trips, a drive those of drives, a receipt both, each once and three at most', () => {
	expect(usualPurposes(known, 'trip')).toEqual(['Nätverksträff', 'Möte']);
	expect(usualPurposes(known, 'drive', 'Möte')).toEqual(['Hembesök', 'Inköp']);
	expect(usualPurposes(known)).toEqual(['Nätverksträff', 'Möte', 'Hembesök']);
});

test('what an older app kept proposes nothing', () => {
	expect(usualPurposes({} as Known, 'trip')).toEqual([]);
	expect(usualPurposes(undefined)).toEqual([]);
});
