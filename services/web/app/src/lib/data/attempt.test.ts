import { expect, test } from 'vitest';
import { NO_CONTACT, Problem } from '#lib/api/client.ts';
import { Attempt } from './attempt.svelte.ts';

test('what found no network can be tried again, and then is done', async () => {
	const attempt = new Attempt();
	let network = false;
	const work = async () => {
		if (!network) throw NO_CONTACT;
	};
	expect(await attempt.run(work)).toBe(false);
	expect(attempt.problem).toBe(NO_CONTACT);
	network = true;
	attempt.again?.();
	await new Promise((resolve) => setTimeout(resolve));
	expect(attempt.problem).toBeUndefined();
	expect(attempt.again).toBeUndefined();
});

test('a refusal is not offered to be tried again', async () => {
	const attempt = new Attempt();
	await attempt.run(() => Promise.reject(new Problem('own-claim', 403, { id: 'problem.own-claim' })));
	expect(attempt.problem?.code).toBe('own-claim');
	expect(attempt.again).toBeUndefined();
});

test('a second press while the first is on its way does nothing', async () => {
	const attempt = new Attempt();
	let done = () => {};
	let times = 0;
	const first = attempt.run(() => new Promise<void>((resolve) => ((done = resolve), times++)));
	expect(await attempt.run(async () => times++)).toBe(false);
	done();
	expect(await first).toBe(true);
	expect(times).toBe(1);
});

test('what may not be lost waits for what is on its way', async () => {
	const attempt = new Attempt();
	let done = () => {};
	const order: string[] = [];
	void attempt.run(() => new Promise<void>((resolve) => (done = resolve)).then(() => order.push('first')));
	const kept = [attempt.inTurn(async () => order.push('second')), attempt.inTurn(async () => order.push('third'))];
	done();
	expect(await Promise.all(kept)).toEqual([true, true]);
	expect(order).toEqual(['first', 'second', 'third']);
});
