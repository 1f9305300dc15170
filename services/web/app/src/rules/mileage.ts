/** Mileage allowance (*milersättning*): so much per kilometre, by vehicle. */
import { figure, step, type Figure } from './derivation.ts';
import { agreedIn, fact, pay, row, withSources, type PaidLine, type Reason } from './line.ts';
import type { Hectometres, Ore } from './money.ts';
import { figureOf, inForce, rateMissing, type AgreedMileage, type Agreement, type RatePack, type TaxFreeMileage } from './rates.ts';
import { yearOf, type DateText } from './time.ts';
import { refusal, text, type Refusal } from './text.ts';

/** A drive in one vehicle; `id` finds it again among the lines. */
export interface Drive {
	readonly date: DateText;
	readonly vehicle: string;
	readonly distance_hm: Hectometres;
	readonly id: string | null;
	readonly passengers: number;
	readonly has_trailer: boolean;
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
		const ofVehicle = rates.mileage.filter((rate) => rate.vehicle === drive.vehicle);
		const taxFree = inForce(ofVehicle, drive.date);
		if (!taxFree) return rateMissing(`drives.${number}.${ofVehicle.length ? 'date' : 'vehicle'}`, drive.date, drive.vehicle);
		lines.push(mileage(drive, taxFree, agreement));
	}
	return lines.sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));
}

function mileage(drive: Drive, taxFree: TaxFreeMileage, agreement: Agreement | undefined): Mileage {
	const agreed = agreement && inForce(agreement.mileage.filter((rate) => rate.vehicle === drive.vehicle), drive.date);
	const ofState = rowOf('rule.mileage.row', drive, figureOf(taxFree, 'mileage', taxFree.ore_per_km, 'ore_per_km'));
	const paid = pay([ofState], agreed ? agreedRows(drive, agreed) : []);
	const facts = agreement && agreed ? [fact(agreedIn(agreement))] : [];
	return {
		kind: 'mileage',
		date: drive.date,
		id: drive.id,
		vehicle: drive.vehicle,
		distance_hm: drive.distance_hm,
		ore_per_km: (agreed ?? taxFree).ore_per_km,
		amount_ore: paid.amount_ore,
		tax_free_ore: paid.tax_free_ore,
		taxable_ore: paid.taxable_ore,
		rows_above: paid.rows_above,
		reasons: withSources([...paid.rows, ...facts]),
		source: text('rule.source.mileage', { year: yearOf(drive.date) })
	};
}

function agreedRows(drive: Drive, agreed: AgreedMileage): Reason[] {
	const rows = [rowOf('rule.mileage.agreed-row', drive, figureOf(agreed, 'agreed_mileage', agreed.ore_per_km, 'ore_per_km'))];
	if (drive.passengers && agreed.passenger_ore_per_km) {
		const rate = figureOf(agreed, 'passenger', agreed.passenger_ore_per_km, 'ore_per_km');
		rows.push(rowOf('rule.mileage.passengers', drive, rate, figure(drive.passengers, 'count')));
	}
	if (drive.has_trailer && agreed.trailer_ore_per_km) {
		rows.push(rowOf('rule.mileage.trailer', drive, figureOf(agreed, 'trailer', agreed.trailer_ore_per_km, 'ore_per_km')));
	}
	return rows;
}

/** Distance × rate, rounded half up to whole öre once a drive. */
function rowOf(id: string, drive: Drive, rate: Figure, ...times: Figure[]): Reason {
	const driven = step('distance', figure(drive.distance_hm, 'hm'), rate, ...times);
	const parameters = {
		vehicle: `rule.vehicle.${drive.vehicle}`,
		distance: drive.distance_hm,
		rate: rate.value,
		passengers: drive.passengers,
		amount: driven.result_ore
	};
	return row(text(id, parameters), driven);
}
