/** How a line is named in a list and where it is worked on. */
import type { Claim, Line } from '#lib/api/types.ts';
import { shortDate, show, t } from '#lib/language.svelte.ts';
import { kindName } from '#lib/receipt-values.ts';

export function lineTitle(line: Line): string {
	if (line.kind === 'drive') {
		return line.from_place && line.to_place ? t('app.line.drive', { from: line.from_place, to: line.to_place }) : t('app.line.a-drive');
	}
	return line.merchant || (line.expense_kind ? kindName(line.expense_kind) : t('app.line.a-receipt'));
}

export function lineUnder(line: Line): string {
	const day = line.date && shortDate(line.date);
	if (line.kind === 'drive') return [day, line.distance_hm !== null && show('km', line.distance_hm), line.is_private && t('app.line.private')].filter(Boolean).join(', ');
	const vat = line.vat.map((row) => t('app.line.vat', { rate: row.rate * 10, vat: row.vat_ore })).join(', ');
	const isRefund = (line.amount_ore ?? 0) < 0;
	return [isRefund && t('app.refund'), day, vat || (line.lost_receipt_reason && t('app.line.lost'))].filter(Boolean).join(', ') || t('app.line.being-read');
}

export function lineAddress(claim: Pick<Claim, 'id'>, line: Line): string {
	if (line.kind === 'drive') return `/drives/${line.id}?claim=${claim.id}`;
	return line.receipt_id ? `/receipts/${line.receipt_id}` : `/claims/${claim.id}/mend/${line.id}/amount_ore`;
}
