/** The country that the phone is in, as ISO 3166: evidence for how a receipt writes its date and for its currency. */

/** Time zones that lie in one country, where our people travel. */
const COUNTRY_OF_ZONE: Readonly<Record<string, string>> = {
	'Europe/Stockholm': 'SE', 'Europe/Oslo': 'NO', 'Europe/Copenhagen': 'DK', 'Europe/Helsinki': 'FI', 'Europe/Mariehamn': 'AX',
	'Atlantic/Reykjavik': 'IS', 'Atlantic/Faroe': 'FO', 'Europe/Tallinn': 'EE', 'Europe/Riga': 'LV', 'Europe/Vilnius': 'LT',
	'Europe/Warsaw': 'PL', 'Europe/Berlin': 'DE', 'Europe/Amsterdam': 'NL', 'Europe/Brussels': 'BE', 'Europe/Luxembourg': 'LU',
	'Europe/Paris': 'FR', 'Europe/London': 'GB', 'Europe/Dublin': 'IE', 'Europe/Madrid': 'ES', 'Europe/Lisbon': 'PT',
	'Europe/Rome': 'IT', 'Europe/Zurich': 'CH', 'Europe/Vienna': 'AT', 'Europe/Prague': 'CZ', 'Europe/Bratislava': 'SK',
	'Europe/Budapest': 'HU', 'Europe/Ljubljana': 'SI', 'Europe/Zagreb': 'HR', 'Europe/Belgrade': 'RS', 'Europe/Sofia': 'BG',
	'Europe/Bucharest': 'RO', 'Europe/Athens': 'GR', 'Europe/Istanbul': 'TR', 'Europe/Kyiv': 'UA', 'Europe/Malta': 'MT',
	'Asia/Nicosia': 'CY', 'America/New_York': 'US', 'America/Chicago': 'US', 'America/Denver': 'US', 'America/Los_Angeles': 'US'
};
/** Zones that say nothing of a place. */
const NOWHERE = /^(UTC|GMT|Etc\/.*)?$/;

/** By the time zone, which follows the traveller; where the zone says nothing, by the region of the phone's language. */
export function countryOf(zone: string | undefined, languages: readonly string[]): string | undefined {
	if (zone && !NOWHERE.test(zone)) return COUNTRY_OF_ZONE[zone];
	return languages.map((tag) => /-([A-Z]{2})(?:-|$)/.exec(tag)?.[1]).find((region) => region !== undefined);
}

export const countryHere = (): string | undefined => countryOf(Intl.DateTimeFormat().resolvedOptions().timeZone, navigator.languages);
