/** What amounts are worked out by on this phone: the rates that came with the app, or newer ones of the server. */
import { ratePack } from '#lib/api/paths.ts';
import type { Id, Known } from '#lib/api/types.ts';
import type { RatePack } from '#rules/rates.ts';
import ofTheApp from '#rules/rates.json' with { type: 'json' };
import { warmUp } from '#rules/warm.ts';
import { useKnown } from './known.svelte.ts';
import { useQuery } from './query.svelte.ts';

export interface Basis {
	readonly rates: RatePack;
	/** Id of the agreement that the employment has on top of the state's amounts. */
	readonly agreement: string | null;
	/** By these it is checked. */
	readonly home: string;
	readonly workplace: string;
	readonly receipt_age_days_max: number | null;
	readonly driven: Known['driven'];
}

/** Not every browser tells when it has nothing to do. */
const whenIdle = (run: () => void) => ('requestIdleCallback' in window ? requestIdleCallback(run) : setTimeout(run));

/** What a claim of that employment is worked out by, those it `began` with or today's; nothing until they are known. */
export function useBasis(employment: () => Id | undefined, began: () => string | undefined = () => undefined): { readonly current: Basis | undefined } {
	const known = useKnown();
	let version = $derived(began() ?? known.current.answer?.rates_version);
	const newer = useQuery<RatePack>(() => (version && version !== ofTheApp.version ? ratePack(version) : undefined));
	let mine = $derived(known.current.answer?.employments.find((one) => one.id === employment()));
	let rates = $derived(version === ofTheApp.version ? (ofTheApp as RatePack) : newer.current.answer);
	let basis = $derived.by(() => {
		const answer = known.current.answer;
		if (!answer || !mine || !rates) return undefined;
		const { agreement, home, workplace } = mine;
		return { rates, agreement, home, workplace, receipt_age_days_max: answer.receipt_age_days_max ?? null, driven: answer.driven ?? [] };
	});
	$effect(() => {
		if (basis) whenIdle(() => warmUp(basis.agreement, basis.rates));
	});
	return {
		get current() {
			return basis;
		}
	};
}
