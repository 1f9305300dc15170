/** One amount under one payroll type, made of a line of the calculation. A drive paid above the tax-free rate becomes two. */
import type { BenefitMeal } from './benefit_meal.ts';
import type { Representation, Vat } from './draft.ts';
import type { PaidLine, Reason } from './line.ts';
import type { Mileage } from './mileage.ts';
import type { Hectometres, Ore } from './money.ts';
import type { NightAllowance } from './night_allowance.ts';
import type { PerDiem } from './per_diem.ts';
import { inForce, SWEDEN, type RatePack } from './rates.ts';
import type { Supplement } from './supplement.ts';
import type { DateText } from './time.ts';
import { text, type Text } from './text.ts';

const ONE = '1';
const KM_PER_MIL = 10;
const HECTOMETRES_PER_MIL = 100;
const VEHICLE_TYPES: Readonly<Record<string, string>> = {
	motorcycle: 'mileage_motorcycle',
	own_car: 'mileage_own_car',
	company_car_other_fuel: 'mileage_benefit_car',
	company_car_electric: 'mileage_benefit_car_electric'
};

/** `id` is a drive's own, or the name that the server derives its id from. `quantity` is decimal text in the unit of the type. */
export interface Amount {
	readonly id: string;
	readonly type: string;
	readonly date: DateText;
	readonly title: Text;
	readonly amount_ore: Ore;
	readonly tax_free_ore: Ore;
	readonly taxable_ore: Ore;
	readonly quantity: string | null;
	readonly unit_price_ore: Ore | null;
	readonly distance_hm: Hectometres | null;
	readonly reasons: Reason[];
	readonly source: Text;
	readonly note: string | null;
	readonly vat: readonly Vat[];
	readonly receipt_id: string | null;
	/** Who took part, for whoever decides. */
	readonly representation: Representation | null;
	/** The employer has paid it with a card of its own: cost, not paid to the person. */
	readonly is_employers: boolean;
}
/** What only an expense has. */
const NO_EXPENSE = { vat: [], receipt_id: null, representation: null, is_employers: false } as const;

/** A day of per diem, with what its meals take off already taken, and what an agreement pays above the tax-free amount. */
export function ofPerDiem(line: PerDiem): Amount[] {
	const where = line.country === SWEDEN ? 'domestic' : 'abroad';
	const type = `per_diem_${where}_${line.day === 'whole' ? 'full' : 'half'}${line.stage ? '_reduced' : ''}`;
	const title = line.country === SWEDEN ? text(`amount.per_diem.${line.day}`) : text(`amount.per_diem.${line.day}.abroad`, { country: `country.${line.country}` });
	return withTaxable(line, taxFreeOf(`per_diem:${line.date}`, type, title, line), `per_diem_taxable:${line.date}`, `per_diem_${where}_taxable`);
}

/** A taxable supplement: `isOneDay` when the trip had no night. */
export const ofSupplement = (line: Supplement, isOneDay: boolean): Amount =>
	onePiece(`supplement:${line.date}`, isOneDay ? 'per_diem_domestic_one_day' : 'per_diem_domestic_taxable', text('amount.supplement'), line);

/** A night that was not paid by the employer, and what an agreement pays above the tax-free amount. */
export function ofNight(line: NightAllowance): Amount[] {
	const type = `night_allowance_${line.country === SWEDEN ? 'domestic' : 'abroad'}`;
	const taxFree = taxFreeOf(`night_allowance:${line.date}`, type, text('amount.night_allowance'), line);
	return withTaxable(line, taxFree, `night_allowance_taxable:${line.date}`, `${type}_taxable`);
}

/** A meal that payroll values: one piece, no amount here. */
export const ofBenefitMeal = (line: BenefitMeal): Amount => ({
	...onePiece(`benefit_meal:${line.date}:${line.meal}`, `meal_benefit_${line.meal}`, text('amount.benefit_meal', { meal: `rule.meal.${line.meal}` }), line),
	unit_price_ore: null
});

type Piece = PerDiem | Supplement | NightAllowance | BenefitMeal;
const onePiece = (id: string, type: string, title: Text, line: Piece): Amount => ({
	id,
	type,
	date: line.date,
	title,
	amount_ore: line.amount_ore,
	tax_free_ore: line.tax_free_ore,
	taxable_ore: line.taxable_ore,
	quantity: ONE,
	unit_price_ore: line.amount_ore,
	distance_hm: null,
	reasons: line.reasons,
	source: line.source,
	note: null,
	...NO_EXPENSE
});

const taxFreeOf = (id: string, type: string, title: Text, line: Piece): Amount => ({
	...onePiece(id, type, title, line),
	amount_ore: line.tax_free_ore,
	taxable_ore: 0,
	unit_price_ore: line.tax_free_ore,
	reasons: reasonsOf(line)[0]
});

/** The tax-free part under the drive's own id, and the part above it, when there is one. */
export function ofMileage(line: Mileage, title: Text, note: string | null, rates: RatePack): Amount[] {
	const state = inForce(rates.mileage.filter((rate) => rate.vehicle === line.vehicle), line.date);
	if (!state) throw new Error('it was worked out with this rate');
	const perKm = Math.min(line.ore_per_km, state.ore_per_km);
	const taxFree: Amount = {
		id: line.id ?? '',
		type: VEHICLE_TYPES[line.vehicle] ?? '',
		date: line.date,
		title,
		amount_ore: line.tax_free_ore,
		tax_free_ore: line.tax_free_ore,
		taxable_ore: 0,
		quantity: mil(line.distance_hm),
		unit_price_ore: pricePerMil(line.distance_hm, perKm, line.tax_free_ore),
		distance_hm: line.distance_hm,
		reasons: reasonsOf(line)[0],
		source: line.source,
		note,
		...NO_EXPENSE
	};
	const [first, ...above] = withTaxable(line, taxFree, `mileage_taxable:${line.id}`, `${taxFree.type}_taxable`);
	const priced = above.map((one) => ({ ...one, unit_price_ore: pricePerMil(line.distance_hm, line.ore_per_km - perKm, one.amount_ore) }));
	return [first ?? taxFree, ...priced];
}

/** The tax-free amount, and beside it what is paid above it, when anything is. */
function withTaxable(line: PaidLine, taxFree: Amount, id: string, type: string): Amount[] {
	if (!line.taxable_ore) return [taxFree];
	const { taxable_ore } = line;
	const above = { id, type, amount_ore: taxable_ore, tax_free_ore: 0, taxable_ore, unit_price_ore: taxable_ore, distance_hm: null };
	return [taxFree, { ...taxFree, ...above, reasons: reasonsOf(line)[1] }];
}

/** Why the tax-free part is what it is, and why the part above it. */
function reasonsOf(line: PaidLine): [Reason[], Reason[]] {
	const rows = line.reasons.filter((reason) => reason.amount_ore !== null);
	const facts = line.reasons.filter((reason) => reason.amount_ore === null);
	const cut = rows.length - line.rows_above;
	return [[...rows.slice(0, cut), ...facts], [...rows.slice(cut), ...facts]];
}

/** The distance in Swedish mil of 10 km, exact: 12.4 for 124 km, 0.64 for 6.4 km. */
function mil(distance_hm: Hectometres): string {
	const rest = distance_hm % HECTOMETRES_PER_MIL;
	const whole = String((distance_hm - rest) / HECTOMETRES_PER_MIL);
	return rest ? `${whole}.${String(rest).padStart(2, '0').replace(/0$/, '')}` : whole;
}

/** null where half an öre was rounded: receivers multiply again. */
function pricePerMil(distance_hm: Hectometres, ore_per_km: Ore, amount_ore: Ore): Ore | null {
	const price = ore_per_km * KM_PER_MIL;
	return distance_hm * price === amount_ore * HECTOMETRES_PER_MIL ? price : null;
}
