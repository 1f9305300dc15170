/** What becomes of a claim's total: what was paid already, and what is left to pay or to owe. */
import type { Claim, ClaimLine } from '#lib/api/types.ts';
import { paid } from '#lib/claims.ts';
import { show, t } from '#lib/language.svelte.ts';
import type { WhyAsked } from '#lib/why.svelte.ts';

type Settlement = Claim['settlement'];
interface Row {
	what: string;
	amount: string;
	whole?: boolean;
	why?: WhyAsked;
}

/** Something is taken off the total, or more came back than was paid. */
export const isSettled = (of: Settlement, total_ore: number): boolean => of.pay_ore !== total_ore || total_ore < 0;

/** “Du får 500 kr”, or “Du är skyldig 500 kr” where it ends below nothing. `whose` speaks to whoever made the claim, or of them. */
const left = (pay_ore: number, whose: 'you' | 'they'): Row => ({
	what: t(`app.settlement.${whose}-${pay_ore < 0 ? 'owe' : 'get'}`), amount: show('money', Math.abs(pay_ore)), whole: true
});

/** In a list: what is left to pay, or that it is owed. */
export const leftShort = (pay_ore: number): string => (pay_ore < 0 ? t('app.settlement.owed', { amount: -pay_ore }) : show('money', pay_ore));

/** Below the total of `lines`: what is taken off, then what is left, which says why; nothing where all of it is paid. `person`: whose it is when somebody else reads. */
export function settledRows(of: Settlement | null, total_ore: number, lines: readonly ClaimLine[], person?: string): Row[] {
	if (!of || !isSettled(of, total_ore)) return [];
	const advance = of.advances.reduce((ore, one) => ore + one.amount_ore, 0);
	const taken = [
		of.employers_ore !== 0 && { what: t('app.settlement.employers-card'), amount: show('money', -of.employers_ore) },
		of.private_ore !== 0 && { what: t('app.settlement.private'), amount: show('money', -of.private_ore) },
		advance !== 0 && { what: t('app.settlement.advance'), amount: show('money', -advance) }
	];
	const rows: Row[] = [...taken.filter((one) => one !== false), left(of.pay_ore, person ? 'they' : 'you')];
	const last = rows.at(-1)!;
	return rows.with(-1, { ...last, why: { title: last.what, lines: paid(lines), person, isSum: true, settled: rows } });
}
