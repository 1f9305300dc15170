/** What a person has begun is fetched ahead, so that it opens without network also where it was not opened before. */
import { get } from '#lib/api/client.ts';
import { claim as claimPath, receipt as receiptPath } from '#lib/api/paths.ts';
import type { Claim, ClaimSummary, Id, Receipt } from '#lib/api/types.ts';
import { remember } from './query.svelte.ts';

const CLAIMS_MAX = 10;
/** When those that are kept were changed. */
const kept = new Map<Id, string>();

/** Those that their person can change, latest first. Not again until one was changed; what fails is tried with the next list. */
export async function keepClaims(claims: readonly ClaimSummary[]): Promise<void> {
	for (const { id, updated_at } of claims.slice(0, CLAIMS_MAX)) {
		if (kept.get(id) === updated_at) continue;
		remember(claimPath(id), await get<Claim>(claimPath(id)));
		kept.set(id, updated_at);
	}
}

export function keepReceipts(receipts: readonly Receipt[]): void {
	for (const one of receipts) remember(receiptPath(one.id), one);
}
