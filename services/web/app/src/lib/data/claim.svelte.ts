/** A claim that is worked on: the server's answer, with what is typed on this phone and on its way. */
import { claim as claimPath } from '#lib/api/paths.ts';
import type { Claim, Id } from '#lib/api/types.ts';
import { blankClaim, claimHere } from '#lib/claim-here.ts';
import { useQuery, type Query } from './query.svelte.ts';
import { useBasis, type Basis } from './rates.svelte.ts';
import { unsentOf, whenSent, type Unsent } from './unsent.svelte.ts';

export interface ClaimHere {
	/** As it stands on this phone. */
	readonly claim: Claim | undefined;
	/** As the server last said. */
	readonly query: Query<Claim>;
	readonly unsent: readonly Unsent[];
	/** What it is worked out by. */
	readonly basis: Basis | undefined;
}

/** `employment` is the one that a claim would be opened for while there is none. */
export function useClaim(id: () => Id | undefined, employment: () => Id | undefined = () => undefined): ClaimHere {
	let unsent = $derived(unsentOf(id() ?? ''));
	let opening = $derived(unsent.find((one) => one.what === 'claim'));
	const asked = useQuery<Claim>(() => (opening || !id() ? undefined : claimPath(id()!)), 'claim', 'receipt');
	let known = $derived(opening ? blankClaim(opening.claim, opening.body) : asked.current.answer);
	const basis = useBasis(() => known?.employment_id ?? employment(), () => known?.rates_version ?? undefined);
	let here = $derived(known && claimHere(known, unsent, basis.current));
	$effect(() => whenSent(({ claim }) => claim && claim.id === id() && asked.current.set(claim)));
	return {
		get claim() {
			return here;
		},
		get query() {
			return asked.current;
		},
		get unsent() {
			return unsent;
		},
		get basis() {
			return basis.current;
		}
	};
}
