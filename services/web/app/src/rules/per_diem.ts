/** Per diem (*traktamente*): the tax-free allowance for each day of a trip with a night. */
import { place, type Place } from './country.ts';
import { HALF, step, unroundedOre, type Figure, type Step } from './derivation.ts';
import { fact, pay, row, withSources, type PaidLine } from './line.ts';
import { reduction } from './meals.ts';
import type { Ore } from './money.ts';
import { figureOf, inForce, rateMissing, SWEDEN, type Agreement, type LongStayShares, type Meal, type RatePack } from './rates.ts';
import { addDays, dateOfDay, dayNumber, yearOf, type DateText } from './time.ts';
import { isRefusal, text, type Refusal, type Text } from './text.ts';
import { givesPerDiem, mealsOn, travelDays, type Assignment, type DayPart, type TravelDay, type Trip } from './trip.ts';

export type Stage = 'after_three_months' | 'after_two_years';
export const BY_AGREEMENT = 'rule.by-agreement';
const NIGHT_AWAY = text('rule.per_diem.night-away');

/** `base_ore` is the day's amount before `reduction_ore` for the meals; `stage` tells a long stay at one place. */
export interface PerDiem extends PaidLine {
	readonly kind: 'per_diem';
	readonly country: string;
	readonly day: DayPart;
	readonly stage: Stage | null;
	readonly base_ore: Ore;
	readonly meals: readonly Meal[];
	readonly reduction_ore: Ore;
}

/** One line for each calendar day, none when the trip has no night or is not more than 50 km away. */
export function perDiems(trip: Trip, agreement: Agreement | undefined, rates: RatePack): PerDiem[] | Refusal {
	if (!givesPerDiem(trip)) return [];
	const lines: PerDiem[] = [];
	for (const day of travelDays(trip)) {
		const there = place(trip, day.date, rates);
		if (isRefusal(there)) return there;
		const line = perDiem(trip, day, there, agreement, rates);
		if (isRefusal(line)) return line;
		lines.push(line);
	}
	return lines;
}

/** How long the stay at one place has been: lower from the same day number three or 24 months later. */
function stageOn(day: DateText, assignment: Assignment | null): Stage | null {
	if (!assignment) return null;
	if (day >= stageBegins(assignment, 'after_two_years')) return 'after_two_years';
	return day >= stageBegins(assignment, 'after_three_months') ? 'after_three_months' : null;
}

const stageBegins = (assignment: Assignment, stage: Stage): DateText =>
	addDays(monthsLater(assignment.since, stage === 'after_two_years' ? 24 : 3), assignment.extension_days);

function monthsLater(day: DateText, months: number): DateText {
	const [year = 0, month = 0, number = 0] = day.split('-').map(Number);
	const count = year * 12 + month - 1 + months;
	const first = (at: number) => `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}-01`;
	const last = dayNumber(first(count + 1)) - 1;
	return dateOfDay(Math.min(dayNumber(first(count)) + number - 1, last));
}

function perDiem(trip: Trip, day: TravelDay, there: Place, agreement: Agreement | undefined, rates: RatePack): PerDiem | Refusal {
	const isSwedish = there.country === SWEDEN;
	const shares = inForce(isSwedish ? rates.meals_domestic : rates.meals_foreign, day.date);
	const longStay = inForce(rates.long_stay, day.date);
	if (!shares || !longStay) return rateMissing('trip', day.date, there.country);
	const agreed = agreedWholeDay(there, day.date, agreement);
	if (isRefusal(agreed)) return agreed;
	const stage = stageOn(day.date, trip.assignment);
	const loweredBy = [...stageShare(stage, longStay), ...(day.part === 'half' ? [HALF] : [])];
	const answers = mealsOn(trip, day.date);
	const workedOut = (wholeDay: Figure, of: string) => {
		const base = loweredBy.length ? step('share', wholeDay, ...loweredBy) : step('amount', wholeDay);
		const lowered = reduction(base.result_ore, answers, shares, shares, isSwedish ? 'meals_domestic' : 'meals_foreign');
		return { base, lowered, rows: [row(baseText(day, of, base), base), ...lowered.rows] };
	};
	const ofState = workedOut(there.rate.whole_day, `country.${there.country}`);
	const byAgreement = agreed && workedOut(agreed, BY_AGREEMENT);
	const paid = pay(ofState.rows, byAgreement?.rows);
	const { base, lowered } = byAgreement ?? ofState;
	const facts = [...day.why, ...there.why, ...longStayFacts(day.date, trip.assignment), ...ticketMeals(trip, day.date), NIGHT_AWAY];
	return {
		kind: 'per_diem',
		date: day.date,
		country: there.country,
		day: day.part,
		stage,
		base_ore: base.result_ore,
		meals: lowered.meals,
		reduction_ore: lowered.amount_ore,
		amount_ore: paid.amount_ore,
		tax_free_ore: paid.tax_free_ore,
		taxable_ore: paid.taxable_ore,
		rows_above: paid.rows_above,
		reasons: withSources([...paid.rows, ...lowered.facts, ...facts.map(fact)]),
		source: perDiemSource(there.country, day.date)
	};
}

/** What the agreement pays for a whole day in Sweden; nothing where it leaves the state's amount alone. */
export function agreedWholeDay(there: Place, day: DateText, agreement: Agreement | undefined): Figure | Refusal | undefined {
	if (!agreement?.per_diem.length || there.country !== SWEDEN) return undefined;
	const agreed = inForce(agreement.per_diem, day);
	return agreed ? figureOf(agreed, 'agreed_per_diem', agreed.whole_day_ore, 'ore') : rateMissing('trip', day, agreement.id);
}

const stageShare = (stage: Stage | null, longStay: LongStayShares): Figure[] => (stage ? [figureOf(longStay, 'long_stay', longStay[stage], 'per_mille')] : []);

/** The day's amount before meals: halved on a half day, lowered after a long stay, rounded once to whole kronor. */
function baseText(day: TravelDay, of: string, based: Step): Text {
	const exact = unroundedOre(based);
	const share = based.operands.find((figure) => figure.series === 'long_stay');
	return text(`rule.per_diem.${day.part}.${share ? 'long-stay-row' : 'row'}${exact === based.result_ore ? '' : '.rounded'}`, {
		country: of,
		year: yearOf(day.date),
		whole_day: based.operands[0]?.value ?? 0,
		share: share?.value ?? null,
		exact,
		base: based.result_ore
	});
}

/** Since when the stay lowers the day, and what has put that off; also of a day that is whole only because it was put off. */
function longStayFacts(day: DateText, assignment: Assignment | null): Text[] {
	if (!assignment) return [];
	const stage = stageOn(day, assignment);
	const told = stage ? [text(`rule.per_diem.${stage}`, { since: assignment.since, from: stageBegins(assignment, stage) })] : [];
	const atOnce = { ...assignment, extension_days: 0 };
	const due = stageOn(day, atOnce);
	if (!due || !assignment.extension_days) return told;
	const moved = { due: stageBegins(atOnce, due), from: stageBegins(assignment, due) };
	return [...told, text(`rule.per_diem.${due}.put-off`, { count: assignment.extension_days, ...moved })];
}

function ticketMeals(trip: Trip, day: DateText): Text[] {
	const onTicket = trip.meals.filter((answer) => answer.date === day && answer.kind === 'transport_included');
	return [...new Set(onTicket.map((answer) => answer.meal))].sort().map((meal) => text('rule.meal.on-ticket', { meal: `rule.meal.${meal}` }));
}

export const perDiemSource = (country: string, day: DateText): Text =>
	text(`rule.source.${country === SWEDEN ? 'per-diem' : 'per-diem-abroad'}`, { year: yearOf(day) });
