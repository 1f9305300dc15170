/** Representation: how much of its VAT is deducted, and what is paid back: up to the limit with that VAT, and the rest. */
import type { Amount } from './amount.ts';
import { figure, step } from './derivation.ts';
import type { Form, Representation, Vat } from './draft.ts';
import { fact, row, sourceOf, type Reason } from './line.ts';
import { roundHalfUp, sum, type Ore } from './money.ts';
import { figureOf, inForce, rateMissing, type RatePack, type RepresentationLimit } from './rates.ts';
import { shares } from './split.ts';
import { text, type Refusal } from './text.ts';

const ORE_PER_KRONA = 100;
export const EMPLOYERS_CARD = 'rule.receipt.employers-card';
export const NOBODY_YET: Representation = { form: 'meal', participants: [], alcohol_ore: 0 };

/** The person whose claim it is took part, too. */
export const personsOf = ({ participants }: Representation): number => participants.length + 1;
export const capPerPersonOre = (limit: RepresentationLimit, form: Form): Ore => (form === 'meal' ? limit.meal_base_per_person_ore : limit.light_refreshment_per_person_ore);
/** What the limit is compared with. */
export const netPerPersonOre = (vat: readonly Vat[], persons: number): Ore => roundHalfUp(sum(vat.map((one) => (one.vat_ore ? one.net_ore : 0))), persons);

/** The rates with VAT as the receipt has them, what is deducted of each, öre that are neither net nor VAT, and the rest, whose VAT is cost. */
interface Deduction {
	readonly charged: readonly Vat[];
	readonly vat: readonly Vat[];
	readonly rounding_ore: Ore;
	readonly rest_ore: Ore;
}

/** VAT is deducted on a net of at most the cap; several rates share it by their net. What is paid back mirrors what was paid. */
function deduction(total_ore: Ore, vat: readonly Vat[], cap_ore: Ore): Deduction {
	if (total_ore < 0) {
		const of = deduction(-total_ore, mirrored(vat), cap_ore);
		return { charged: mirrored(of.charged), vat: mirrored(of.vat), rounding_ore: minus(of.rounding_ore), rest_ore: minus(of.rest_ore) };
	}
	const charged = vat.filter((one) => one.net_ore > 0 && one.vat_ore > 0);
	const nets = charged.map((one) => one.net_ore);
	const bases = sum(nets) > cap_ore ? shares(cap_ore, nets) : nets;
	const deducted = charged.map(({ rate, net_ore, vat_ore }, place) => {
		const base_ore = bases[place] ?? 0;
		return { rate, net_ore: base_ore, vat_ore: roundHalfUp(vat_ore * base_ore, net_ore) };
	});
	const rest_ore = total_ore - sum(deducted.map((one) => one.net_ore + one.vat_ore));
	const isRounding = deducted.length > 0 && rest_ore < ORE_PER_KRONA;
	return { charged, vat: deducted, rounding_ore: isRounding ? rest_ore : 0, rest_ore: isRounding ? 0 : rest_ore };
}

const minus = (ore: Ore): Ore => (ore === 0 ? 0 : -ore);
const mirrored = (vat: readonly Vat[]): Vat[] => vat.map(({ rate, net_ore, vat_ore }) => ({ rate, net_ore: minus(net_ore), vat_ore: minus(vat_ore) }));

/** The arithmetic of what is deducted, row by row, and the facts that decided it. */
function reasons(said: Representation, of: Deduction, limit: RepresentationLimit): Reason[] {
	const cap = capPerPersonOre(limit, said.form);
	const whole_cap = cap * personsOf(said);
	const whole = sum(of.charged.map((one) => one.net_ore));
	const rows = of.charged.flatMap((charged, place) => {
		const deducted = of.vat[place]!;
		if (deducted.net_ore !== charged.net_ore) return withinLimit(charged, deducted, whole_cap, whole);
		return [told('rule.representation.net', charged.rate, deducted.net_ore), told('rule.representation.vat', charged.rate, deducted.vat_ore)];
	});
	if (of.rounding_ore) rows.push(told('rule.representation.rounding', null, of.rounding_ore));
	return [
		...rows,
		fact(text(`rule.representation.limit.${said.form}`, { limit: cap, persons: personsOf(said), cap: whole_cap })),
		sourceOf(figureOf(limit, 'representation', cap, 'ore'))
	];
}

const told = (id: string, rate: number | null, amount: Ore): Reason => row(text(id, rate === null ? { amount } : { rate, amount }), step('amount', figure(amount, 'ore')));

/** The rate's part of the limit, the öre by which it was evened out, and of its VAT as much as that is of its net. */
function withinLimit(charged: Vat, deducted: Vat, cap: Ore, whole: Ore): Reason[] {
	// What is given back is negative: the sign stands on the first of the two that are multiplied, never below the line.
	const [base, netOre, wholeOre] = [Math.abs(deducted.net_ore), Math.abs(charged.net_ore), Math.abs(whole)];
	const net = step('proportion', figure(charged.net_ore, 'ore'), figure(cap, 'ore'), figure(wholeOre, 'ore'));
	const evened = deducted.net_ore - net.result_ore; // each rounded by itself, three rates or more may miss the limit
	const vat = step('proportion', figure(charged.vat_ore, 'ore'), figure(base, 'ore'), figure(netOre, 'ore'));
	return [
		row(text('rule.representation.net-share', { cap, net: charged.net_ore, whole: wholeOre, rate: charged.rate, amount: net.result_ore }), net),
		...(evened ? [row(text('rule.representation.evened-out', { cap, amount: evened }), step('amount', figure(evened, 'ore')))] : []),
		row(text('rule.representation.vat-share', { vat: charged.vat_ore, base, net: netOre, rate: charged.rate, amount: deducted.vat_ore }), vat)
	];
}

/** Who took part, as a number, and alcohol apart. */
function facts(said: Representation): Reason[] {
	const people = fact(text('rule.representation.persons', { count: personsOf(said) }));
	return said.alcohol_ore ? [people, fact(text('rule.representation.alcohol', { alcohol: said.alcohol_ore }))] : [people];
}

/** `paid` is the expense as it would be without limits. The parts sum to it. */
export function ofRepresentation(paid: Amount, kind: string, said: Representation, rates: RatePack): Amount[] | Refusal {
	const limit = inForce(rates.representation, paid.date);
	if (!limit) return rateMissing('date', paid.date, `representation_${kind}`);
	const deducted = deduction(paid.amount_ore, paid.vat, capPerPersonOre(limit, said.form) * personsOf(said));
	const source = text('rule.source.representation');
	const card = paid.reasons.filter((reason) => reason.text.id === EMPLOYERS_CARD);
	const rest = { ...paid, type: `representation_${kind}_not_deductible`, vat: [], reasons: [...paid.reasons, ...facts(said)], representation: said };
	if (!deducted.vat.length) return [rest];
	const amount_ore = sum(deducted.vat.map((one) => one.net_ore + one.vat_ore)) + deducted.rounding_ore;
	const first = {
		...paid,
		type: `representation_${kind}_deductible`,
		amount_ore,
		tax_free_ore: amount_ore,
		vat: deducted.vat,
		reasons: [...reasons(said, deducted, limit), ...facts(said), ...card],
		source,
		representation: said
	};
	if (!deducted.rest_ore) return [first];
	const above = { total: paid.amount_ore, deducted: amount_ore, rest: deducted.rest_ore };
	const difference = step('difference', figure(paid.amount_ore, 'ore'), figure(amount_ore, 'ore'));
	return [
		first,
		{
			...rest,
			id: `representation_rest:${paid.id}`,
			title: text(`amount.representation-rest${paid.title.id.slice('amount.expense'.length)}`, paid.title.parameters),
			amount_ore: deducted.rest_ore,
			tax_free_ore: deducted.rest_ore,
			reasons: [row(text('rule.representation.rest', above), difference), ...card],
			source,
			receipt_id: null,
			representation: null
		}
	];
}
