/** Sheets are history entries: opening one pushes, closing one goes back. */
import { goto } from '$app/navigation';

export const openSheet = (sheet: string) => goto('', { shallow: true, state: { sheet } });
export const closeSheet = () => history.back();
