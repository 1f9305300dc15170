/** Kinds of expense: what payroll calls each, the VAT it usually carries, and what is checked of it alone. */
import type { Vat } from './draft.ts';
import ofTheApp from './kinds.json' with { type: 'json' };

/** Rates for which the payroll mapping has a type of general outlay. */
const OUTLAY_VAT_RATES: readonly number[] = [25, 12, 6];

/** `payroll_type` null: a general outlay, by the VAT of its receipt. `vat`: what is bought, as the rates name it; null: no VAT. */
export interface Kind {
	readonly id: string;
	readonly payroll_type: string | null;
	readonly payroll_type_abroad: string;
	readonly vat: string | null;
	readonly checks: readonly string[];
	readonly representation: 'external' | 'internal' | null;
}
const KINDS: ReadonlyMap<string, Kind> = new Map((ofTheApp as readonly Kind[]).map((kind) => [kind.id, kind]));

export const kindOf = (id: string | null): Kind | undefined => (id === null ? undefined : KINDS.get(id));

/** The type of the payroll mapping. A general outlay goes by the rate that most of its VAT has; a rate that is not Swedish is none. */
export function payrollType(kind: Kind, vat: readonly Vat[], isAbroad: boolean): string {
	if (isAbroad) return kind.payroll_type_abroad;
	if (kind.payroll_type !== null) return kind.payroll_type;
	const largest = largestVat(vat);
	const hasVat = largest !== undefined && largest.vat_ore !== 0 && OUTLAY_VAT_RATES.includes(largest.rate);
	return `outlay_vat_${hasVat ? largest.rate : 0}`;
}

/** The rate that has most VAT, of what was paid or paid back; of equals the first. */
export const largestVat = (vat: readonly Vat[]): Vat | undefined => vat.reduce<Vat | undefined>((most, row) => (most && Math.abs(most.vat_ore) >= Math.abs(row.vat_ore) ? most : row), undefined);
