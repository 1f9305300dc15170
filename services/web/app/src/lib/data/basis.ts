/** What drafts are worked out by, fetched ahead; apart from the rules, which the first page does without. */
import { get } from '#lib/api/client.ts';
import { KNOWN, ratePack } from '#lib/api/paths.ts';
import type { Known } from '#lib/api/types.ts';
import type { RatePack } from '#rules/rates.ts';
import ofTheApp from '#rules/rates.json' with { type: 'json' };
import { remember } from './query.svelte.ts';

/** Keep it on the phone, for when there is no network. */
export async function keepBasis(): Promise<void> {
	const known = await get<Known>(KNOWN);
	remember(KNOWN, known);
	const path = ratePack(known.rates_version);
	if (known.rates_version !== ofTheApp.version) remember(path, await get<RatePack>(path));
}
