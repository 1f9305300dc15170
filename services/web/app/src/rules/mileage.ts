/** Mileage allowance (*milersättning*): so much per kilometre, by vehicle. */
import { figure, step, type Step } from './derivation.ts';
import { agreedIn, fact, row, withSources, type PaidLine, type Reason } from './line.ts';
import type { Hectometres, Ore } from './money.ts';
import { figureOf, inForce, rateMissing, type Agreement, type RatePack, type TaxFreeMileage } from './rates.ts';
import { yearOf, type DateText } from './time.ts';
import { refusal, text, type Refusal } from './text.ts';

/** A drive in one vehicle; `id` finds it again among the lines. */
export interface Drive {
	readonly date: DateText;
	readonly vehicle: string;
	readonly distance_hm: Hectometres;
	readonly id: string | null;
}
/** `ore_per_km` is what is paid: the agreed rate, or the state's where none is agreed. */
export interface Mileage extends PaidLine {
	readonly kind: 'mileage';
	readonly id: string | null;
	readonly vehicle: string;
	readonly distance_hm: Hectometres;
	readonly ore_per_km: Ore;
}

/** A line for each drive, by date, else as given. */
export function mileages(drives: readonly Drive[], agreement: Agreement | undefined, rates: RatePack): Mileage[] | Refusal {
	const lines: Mileage[] = [];
	for (const [number, drive] of drives.entries()) {
		if (drive.distance_hm <= 0) return refusal('distance-not-positive', `drives.${number}.km`);
		const taxFree = inForce(rates.mileage.filter((rate) => rate.vehicle === drive.vehicle), drive.date);
		if (!taxFree) return rateMissing(`drives.${number}.vehicle`, drive.date, drive.vehicle);
		lines.push(mileage(drive, taxFree, agreement));
	}
	return lines.sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));
}

function mileage(drive: Drive, taxFree: TaxFreeMileage, agreement: Agreement | undefined): Mileage {
	const agreed = agreement && inForce(agreement.mileage.filter((rate) => rate.vehicle === drive.vehicle), drive.date);
	const distance = figure(drive.distance_hm, 'hm');
	const atTaxFree = step('distance', distance, figureOf(taxFree, 'mileage', taxFree.ore_per_km, 'ore_per_km'));
	let reasons = [rowOf('rule.mileage.row', drive, atTaxFree)];
	let [ore_per_km, tax_free_ore, amount_ore] = [taxFree.ore_per_km, atTaxFree.result_ore, atTaxFree.result_ore];
	if (agreement && agreed) {
		const atAgreed = step('distance', distance, figureOf(agreed, 'agreed_mileage', agreed.ore_per_km, 'ore_per_km'));
		[ore_per_km, amount_ore] = [agreed.ore_per_km, atAgreed.result_ore];
		tax_free_ore = Math.min(amount_ore, tax_free_ore);
		reasons = [rowOf('rule.mileage.row', drive, atAgreed)];
		if (amount_ore > tax_free_ore) {
			const ofWhich = row(text('rule.mileage.tax-free-part', { tax_free: tax_free_ore }), step('less', figure(tax_free_ore, 'ore')));
			reasons = [rowOf('rule.mileage.row', drive, atTaxFree), rowOf('rule.mileage.agreed-row', drive, atAgreed), ofWhich];
		}
		reasons.push(fact(agreedIn(agreement)));
	}
	return {
		kind: 'mileage',
		date: drive.date,
		id: drive.id,
		vehicle: drive.vehicle,
		distance_hm: drive.distance_hm,
		ore_per_km,
		amount_ore,
		tax_free_ore,
		taxable_ore: amount_ore - tax_free_ore,
		reasons: withSources(reasons),
		source: text('rule.source.mileage', { year: yearOf(drive.date) })
	};
}

/** Distance × rate, rounded half up to whole öre once a drive. */
function rowOf(id: string, drive: Drive, of: Step): Reason {
	const [distance = 0, rate = 0] = of.operands.map((figure) => figure.value);
	return row(text(id, { vehicle: `rule.vehicle.${drive.vehicle}`, distance, rate, amount: of.result_ore }), of);
}
