/** VAT worked out anew from what a receipt comes to. */
import type { Expense } from '#lib/api/types.ts';

/**
 * VAT inside what each rate was charged on, half up; of one rate that is the total. Where several are together more than the
 * total, the largest gives way.
 */
export function calculatedVat(line: Pick<Expense, 'amount_ore' | 'vat'>): Expense['vat'] {
	const { vat: rows, amount_ore: total } = line;
	if (!rows.length || total === null) return rows;
	if (total < 0) return mirrored(calculatedVat({ amount_ore: -total, vat: mirrored(rows) }));
	const gross = rows.length > 1 ? rows.map((row) => row.net_ore + row.vat_ore) : [total];
	const over = gross.reduce((sum, one) => sum + one, 0) - total;
	const largest = gross.indexOf(Math.max(...gross));
	if (over > 0) gross[largest] = Math.max(0, (gross[largest] ?? 0) - over);
	return rows.map((row, place) => {
		const of = gross[place] ?? 0;
		const vat = Math.floor((2 * of * row.rate + 100 + row.rate) / (2 * (100 + row.rate)));
		return { rate: row.rate, vat_ore: vat, net_ore: of - vat };
	});
}

/** Of a refund: as of what was bought, with the other sign. */
const mirrored = (rows: Expense['vat']): Expense['vat'] => rows.map((row) => ({ rate: row.rate, net_ore: -Math.abs(row.net_ore), vat_ore: -Math.abs(row.vat_ore) }));
