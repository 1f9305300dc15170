/** What a line is booked on, in words: names of the coding plan, never numbers of accounts. */
import type { BookedOn, ClaimLine } from '#lib/api/types.ts';
import { t } from '#lib/language.svelte.ts';

/** SIE dimension of the unit that pays: it follows the employment. */
export const COST_CENTRE = '1';

/** “Hemtjänsten Norra · Digital tillsyn”. */
export const codingInWords = (on: readonly Pick<BookedOn, 'name'>[]): string => on.map((one) => one.name).join(' · ');

/** The same of an amount that is handed in. */
export const amountCoding = (line: Pick<ClaimLine, 'dimension_names'>): string => Object.values(line.dimension_names).join(' · ');

/** Why it is booked so, where that is not simply the employment. */
export function whyBooked(on: readonly BookedOn[], merchant: string): string | undefined {
	if (on.some((one) => one.whence === 'own')) return t('app.coding.own');
	if (merchant && on.some((one) => one.whence === 'merchant')) return t('app.coding.merchant', { merchant });
	return on.some((one) => one.whence === 'kind') ? t('app.coding.kind') : undefined;
}
