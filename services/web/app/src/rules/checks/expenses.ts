/** Checks of expense lines by what stands on them; what needs the receipt itself only the server finds. */
import type { ExpenseLine } from '../draft.ts';
import { kindOf, largestVat } from '../kinds.ts';
import { roundHalfUp, sum, type Ore } from '../money.ts';
import { inForce } from '../rates.ts';
import { missingOre, privateOre } from '../split.ts';
import { dayNumber, stockholmOf, type DateText } from '../time.ts';
import { dayAsked, expensesOf, outsideTrip, tooOld, type Hit, type Situation } from './situation.ts';

const STANDARD = 'standard';
/** Receipts round per line, per rate or once: a krona is no sign of anything. */
const VAT_TOLERANCE_ORE = 100;
/** 25 % of the net, the highest rate, is a fifth of the total. */
const TOTAL_PER_VAT_MIN = 5;

/** The person certifies that the receipt is lost: shown to whoever decides. */
export function* receiptLost(situation: Situation): Generator<Hit> {
	for (const line of expensesOf(situation)) {
		const reason = (line.lost_receipt_reason ?? '').trim();
		if (line.receipt_id === null && reason) yield { parameters: { reason }, line_id: line.id, field: 'lost_receipt_reason' };
	}
}

/** The receipt's date is after today. */
export function* receiptDateFuture(situation: Situation): Generator<Hit> {
	for (const line of expensesOf(situation)) {
		if (line.date !== null && line.date > dayAsked(situation)) yield { parameters: { date: line.date }, line_id: line.id, field: 'date' };
	}
}

/** The receipt is older than the employer's limit. */
export function* receiptOld(situation: Situation): Generator<Hit> {
	for (const line of expensesOf(situation)) {
		const told = line.date === null ? undefined : tooOld(situation, line.date);
		if (told) yield { parameters: told, line_id: line.id, field: 'date' };
	}
}

/** The receipt's date is outside the trip it lies in. */
export function* receiptOutsideTrip(situation: Situation): Generator<Hit> {
	for (const { id, date } of expensesOf(situation)) {
		const told = outsideTrip(situation, date);
		if (told) yield { parameters: told, line_id: id, field: 'date' };
	}
}

/** No rate gives so much VAT: 25 % is a fifth of the total, and the sign is the total's. Payroll systems refuse such a row. */
export function* vatImpossible(situation: Situation): Generator<Hit> {
	for (const line of expensesOf(situation)) {
		if (line.amount_ore !== null && isImpossible(line)) yield vatHit(line, vatOre(line), usualRate(situation, line), line.amount_ore);
	}
}

/** VAT does not fit its rate, or is more than fits into the total, by more than a krona. */
export function* vatMismatch(situation: Situation): Generator<Hit> {
	for (const line of expensesOf(situation)) {
		if (line.amount_ore === null || !line.vat.length || isImpossible(line)) continue;
		const gross = sum(line.vat.map((row) => row.net_ore + row.vat_ore));
		const wrong = line.vat.find((row) => Math.abs(row.vat_ore - roundHalfUp(row.net_ore * row.rate, 100)) > VAT_TOLERANCE_ORE);
		if (wrong) yield vatHit(line, wrong.vat_ore, wrong.rate, wrong.net_ore + wrong.vat_ore);
		else if (Math.abs(gross) > Math.abs(line.amount_ore) + VAT_TOLERANCE_ORE) yield vatHit(line, vatOre(line), usualRate(situation, line), line.amount_ore);
	}
}

/**
 * A rate that nothing had that day, or not the one thing that was bought; the standard rate may stand on any receipt.
 * Whatever is bought at the standard rate may be many things, some of them at other rates.
 */
export function* vatRateDate(situation: Situation): Generator<Hit> {
	for (const line of expensesOf(situation)) {
		const { date } = line;
		const kind = kindOf(line.expense_kind);
		if (date === null || !kind || kind.vat === null) continue;
		const onThatDay = new Set(situation.rates.vat.map((rate) => rateOn(situation, rate.what, date)));
		const [own, standard] = [rateOn(situation, kind.vat, date), rateOn(situation, STANDARD, date)];
		const charged = line.vat.filter((row) => row.rate && row.vat_ore);
		const isForeign = own !== undefined && kind.vat !== STANDARD && charged.every((row) => row.rate !== own && row.rate !== standard);
		const wrong = charged.find((row) => !onThatDay.has(row.rate) || isForeign);
		if (wrong) yield { parameters: { rate: wrong.rate, what: `kind.${kind.id}`, date }, line_id: line.id, field: 'vat' };
	}
}

/** The parts are more or less than the receipt. */
export function* linesDoNotAddUp(situation: Situation): Generator<Hit> {
	for (const line of expensesOf(situation)) {
		if (!line.parts.length || line.amount_ore === null) continue;
		const missing = missingOre(line.amount_ore, line.parts);
		if (missing) yield { parameters: { sum: line.amount_ore - missing, total: line.amount_ore }, line_id: line.id, field: 'parts' };
	}
}

/** A part of what the employer's card paid is private: the person owes it. */
export function* cardPrivate(situation: Situation): Generator<Hit> {
	for (const line of expensesOf(situation)) {
		const amount = privateOre(line.parts);
		if (line.paid_with === 'employer_card' && amount) yield { parameters: { amount }, line_id: line.id, field: 'parts' };
	}
}

const rateOn = ({ rates }: Situation, what: string | null, day: DateText): number | undefined => inForce(rates.vat.filter((rate) => rate.what === what), day)?.percent;

const vatHit = (line: ExpenseLine, vat: Ore, rate: number, total: Ore): Hit => ({
	parameters: { vat, rate, total, calculated: roundHalfUp(total * rate, 100 + rate) },
	line_id: line.id,
	field: 'vat'
});

const vatOre = (line: ExpenseLine): Ore => sum(line.vat.map((row) => row.vat_ore));

/** 1 öre: rounding. */
function isImpossible(line: ExpenseLine): boolean {
	const [vat, amount] = [vatOre(line), line.amount_ore ?? 0];
	return vat * amount < 0 || TOTAL_PER_VAT_MIN * (Math.abs(vat) - 1) > Math.abs(amount);
}

/** The rate of that kind on that day; else the one most VAT on the receipt has. */
function usualRate(situation: Situation, line: ExpenseLine): number {
	const kind = kindOf(line.expense_kind);
	const usual = kind && line.date !== null ? rateOn(situation, kind.vat, line.date) : undefined;
	return usual ?? largestVat(line.vat)?.rate ?? 0;
}

/** Neither the receipt nor its kind says what it was for, as with a course, and nobody has. */
export function* purposeMissing(situation: Situation): Generator<Hit> {
	for (const line of expensesOf(situation)) {
		const isSaid = line.purpose.trim() || situation.draft.trip?.purpose.trim();
		if (kindOf(line.expense_kind)?.checks.includes('purpose-missing') && !isSaid) yield { line_id: line.id, field: 'purpose' };
	}
}
