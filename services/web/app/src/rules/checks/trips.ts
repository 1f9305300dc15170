/** Checks of the trip: times, purpose, meals and nights, and what lies beside a per diem. */
import { completeTrip } from '../amounts.ts';
import { isAnswered, type ExpenseLine, type TripPlan } from '../draft.ts';
import { billsOfNights } from '../hotel_nights.ts';
import { drivenBetween, wayOf } from '../drives.ts';
import { kindOf } from '../kinds.ts';
import { addDays, stockholmOf, type DateText } from '../time.ts';
import { calendarDays, days, givesPerDiem, nights, type Trip } from '../trip.ts';
import { drivesOf, expensesOf, tooOld, type Hit, type Situation } from './situation.ts';

/** 50 km: a per diem needs more. */
const NEAR_HM = 500;
/** Kinds of own food name this check. */
const MEAL_AND_PER_DIEM = 'meal-and-per-diem';
/** What a trip claim says before anything is said. */
const NOT_TOLD: TripPlan = { destination: '', purpose: '', start: null, end: null, over_50_km: true, meals: [], nights: [], stays: [], assignment: null };

const planOf = ({ draft }: Situation): TripPlan | undefined => (draft.kind === 'trip' ? (draft.trip ?? NOT_TOLD) : undefined);

/** The trip once its times make sense; one that cannot be worked out has its own finding. */
const tripOf = (situation: Situation): Trip | undefined =>
	situation.worth.unworked.some((part) => part.line_id === null) ? undefined : completeTrip(planOf(situation) ?? null);

/** It is not said where the trip went. */
export function* destinationMissing(situation: Situation): Generator<Hit> {
	if (planOf(situation)?.destination.trim() === '') yield { field: 'trip.destination' };
}

/** It is not said what the trip was for. */
export function* purposeMissing(situation: Situation): Generator<Hit> {
	if (planOf(situation)?.purpose.trim() === '') yield { field: 'trip.purpose' };
}

/** A trip without its beginning or its end: they decide between whole and half days. */
export function* timeMissing(situation: Situation): Generator<Hit> {
	const plan = planOf(situation);
	if (plan?.start === null) yield { field: 'trip.start', variant: 'start' };
	if (plan?.end === null) yield { field: 'trip.end', variant: 'end' };
}

/** The trip ends before it begins. */
export function* endBeforeStart(situation: Situation): Generator<Hit> {
	const plan = planOf(situation);
	if (plan && plan.start !== null && plan.end !== null && plan.end < plan.start) yield { field: 'trip.end' };
}

/** The trip is not over. */
export function* future(situation: Situation): Generator<Hit> {
	const trip = tripOf(situation);
	if (trip && trip.end > situation.asked_at) yield { field: 'trip.end' };
}

/** The trip ended longer ago than the employer's limit, which is that of receipts. */
export function* tripOld(situation: Situation): Generator<Hit> {
	const trip = tripOf(situation);
	const told = trip && tooOld(situation, stockholmOf(trip.end).date);
	if (told) yield { parameters: told, field: 'trip.end' };
}

/** A per diem is asked for a place that is at most 50 km from home or the workplace, by what the person has driven between them. */
export function* within50Km(situation: Situation): Generator<Hit> {
	const [plan, trip] = [planOf(situation), tripOf(situation)];
	if (!plan || !trip || !givesPerDiem(trip)) return;
	const drives = [...drivesOf(situation), ...situation.drives_elsewhere];
	const ways = [situation.home, situation.workplace].flatMap((base) => {
		const distance = drivenBetween(wayOf({ from_place: base, to_place: plan.destination }), drives);
		return distance === undefined ? [] : [{ base, distance }];
	});
	const [nearest] = ways.sort((one, other) => one.distance - other.distance || (one.base < other.base ? -1 : 1));
	if (nearest && nearest.distance <= NEAR_HM) yield { parameters: { place: plan.destination.trim(), ...nearest }, field: 'trip.destination' };
}

/** A trip without a night gives no tax-free per diem. */
export function* noNight(situation: Situation): Generator<Hit> {
	const trip = tripOf(situation);
	if (trip && !nights(trip).length) yield { field: 'trip.end' };
}

/** A day with a per diem about whose meals nothing is said. */
export function* mealsNotAnswered(situation: Situation): Generator<Hit> {
	const [plan, trip] = [planOf(situation), tripOf(situation)];
	if (!plan || !trip) return;
	const answered = new Set(plan.meals.filter(isAnswered).map((meals) => meals.date));
	for (const date of days(trip).days) {
		if (!answered.has(date)) yield { parameters: { date }, field: `trip.meals.${date}` };
	}
}

/** A night of which it is not known who paid for the bed, and which no hotel's bill of the trip is for. */
export function* lodgingUnknown(situation: Situation): Generator<Hit> {
	const [plan, trip] = [planOf(situation), tripOf(situation)];
	if (!plan || !trip) return;
	const answered = new Set(plan.nights.filter((night) => night.paid_by !== null).map((night) => night.night_of));
	const covered = billsOf(situation, plan, trip);
	for (const date of days(trip).nights) {
		if (!answered.has(date) && !covered.has(date)) yield { parameters: { date }, field: `trip.nights.${date}` };
	}
}

/** A night that is said to be paid against a receipt, and no hotel's bill of the trip is for it. */
export function* hotelReceiptMissing(situation: Situation): Generator<Hit> {
	const [plan, trip] = [planOf(situation), tripOf(situation)];
	if (!plan || !trip) return;
	const promised = new Set(plan.nights.filter((night) => night.paid_by === 'employee_receipt').map((night) => night.night_of));
	const covered = billsOf(situation, plan, trip);
	for (const date of days(trip).nights) {
		if (promised.has(date) && !covered.has(date)) yield { parameters: { date }, field: `trip.nights.${date}` };
	}
}

function billsOf(situation: Situation, plan: TripPlan, trip: Trip): Map<DateText, ExpenseLine> {
	const elsewhere = new Set(plan.nights.filter(({ paid_by }) => paid_by === 'private' || paid_by === 'employer').map((night) => night.night_of));
	const openNights = days(trip).nights.filter((night) => !elsewhere.has(night));
	return billsOfNights(expensesOf(situation), new Set(calendarDays(trip)), openNights);
}

/** A morning after a night that a hotel's bill is for, without breakfast, though the bill says that it is included or does not tell. */
export function* hotelBreakfast(situation: Situation): Generator<Hit> {
	const [plan, trip] = [planOf(situation), tripOf(situation)];
	if (!plan || !trip) return;
	const meals = new Map(plan.meals.map((day) => [day.date, day]));
	for (const [night, bill] of [...billsOf(situation, plan, trip)].sort(([a], [b]) => (a < b ? -1 : 1))) {
		const date = addDays(night, 1);
		const morning = meals.get(date);
		const isWithout = morning && isAnswered(morning) && (morning.breakfast === null || morning.breakfast === 'none');
		if (isWithout && bill.breakfast_included !== false) yield { parameters: { date }, field: `trip.meals.${date}`, variant: bill.breakfast_included ? 'included' : undefined };
	}
}

/** Own food on a day with a per diem, which is meant for just that. */
export function* mealAndPerDiem(situation: Situation): Generator<Hit> {
	const trip = tripOf(situation);
	const fed = new Set<string | null>(trip ? days(trip).days : []);
	for (const line of expensesOf(situation)) {
		if (kindOf(line.expense_kind)?.checks.includes(MEAL_AND_PER_DIEM) && fed.has(line.date) && !((line.amount_ore ?? 0) < 0)) {
			yield { parameters: { date: line.date }, line_id: line.id, field: 'expense_kind' };
		}
	}
}
