/** What is usual at a merchant, in words. */
import { show, t } from '#lib/language.svelte.ts';
import { kindName } from '#lib/receipt-values.ts';
import type { CodingPlan, Lesson } from '#lib/api/types.ts';

/** “12 %, 25 %”; that it charges no VAT; or that nobody has told. */
export function ratesInWords(rates: readonly number[] | null): string {
	if (!rates) return '–';
	return rates.length ? rates.map((rate) => show('percent', rate * 10)).join(', ') : t('app.merchants.no-vat');
}

/** “Projekt Digital tillsyn”, by the names of the plan; what it does not know by number and code. */
export function codingInWords(coding: Readonly<Record<string, string>>, plan: CodingPlan | undefined): string {
	const words = Object.entries(coding).map(([number, code]) => {
		const dimension = plan?.dimensions.find((one) => one.number === number);
		return `${dimension?.name ?? number} ${dimension?.codes.find((one) => one.code === code)?.name ?? code}`;
	});
	return words.join(', ') || t('app.coding.unit-alone');
}

/** A value of a lesson, which is told as text: of VAT the rates, of coding JSON. */
export function lessonValue(topic: Lesson['topic'], text: string | null, plan: CodingPlan | undefined): string {
	if (text === null) return t('app.receipt.not-stated');
	if (topic === 'kind') return kindName(text);
	if (topic === 'vat') return ratesInWords(text.match(/\d+/g)?.map(Number) ?? []);
	if (topic !== 'coding') return text;
	try {
		return codingInWords(JSON.parse(text) as Record<string, string>, plan);
	} catch {
		return text;
	}
}
