/** What was paid in another currency, in kronor; and who took part in representation. */
import type { Expense, Finding } from '#lib/api/types.ts';

/** The rate that a finding offers. */
export function offeredRate({ text: { parameters } }: Finding): NonNullable<Expense['exchange']> {
	const { currency, rate, date, source } = parameters;
	return { currency: String(currency), rate_micro: Number(rate), quoted_on: String(date), source: String(source) };
}

export type Representation = NonNullable<Expense['representation']>;
export type Participant = Representation['participants'][number];

export const personName = (one: Participant): string => [one.name, one.organisation].filter(Boolean).join(', ');

const folded = (text: string) => text.trim().toLocaleLowerCase('sv');
export const isSamePerson = (one: Participant, other: Participant): boolean =>
	folded(one.name) === folded(other.name) && folded(one.organisation) === folded(other.organisation);

/** “Anna Berg, Region Viken; Bo Ek”: a person each, the organisation after the comma. */
export function peopleIn(words: string): Participant[] {
	return words
		.split(/[;\n]/)
		.map((one) => one.split(','))
		.map(([name = '', ...organisation]) => ({ name: name.trim(), organisation: organisation.join(',').trim() }))
		.filter((one) => one.name);
}
