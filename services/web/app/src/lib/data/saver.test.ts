import { expect, test } from 'vitest';
import { Saver } from './saver.ts';

const untold = { saved: () => {}, failed: () => {} };

test('what is typed while a write is on its way is sent next, only the latest, on top of the version before', async () => {
	const sent: [string, number][] = [];
	const saver = new Saver<string, number>(
		async (draft, base) => {
			sent.push([draft, base]);
			await Promise.resolve();
			return base + 1;
		},
		(version) => version,
		4,
		untold
	);
	void saver.save('G');
	void saver.save('Gö');
	await saver.save('Göteborg');
	expect(sent).toEqual([['G', 4], ['Göteborg', 5]]);
});

test('a refused write is told and does not stop the next', async () => {
	let refuse = true;
	const failures: unknown[] = [];
	const sent: string[] = [];
	const saver = new Saver<string, number>(
		async (draft, base) => {
			if (refuse) throw new Error('version-outdated');
			sent.push(draft);
			return base;
		},
		(version) => version,
		1,
		{ saved: () => {}, failed: (error) => failures.push(error) }
	);
	await saver.save('a');
	refuse = false;
	await saver.save('b');
	expect(failures).toHaveLength(1);
	expect(sent).toEqual(['b']);
});
