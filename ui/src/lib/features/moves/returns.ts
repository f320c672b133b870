/// To whom chosen goods may go back, all together: a return has one party, so it is who may take every lot of it.
import type { LotReturn, PartyRow } from '$lib/api';

/** The host tells of each lot who gave it and who took it over; a lot of which nobody knows may go to anybody. */
export function takers(parties: readonly PartyRow[], lots: readonly LotReturn[]): PartyRow[] {
  const told = lots.filter((lot) => lot.parties.length > 0);
  return parties.filter((party) => told.every((lot) => lot.parties.includes(party.id)));
}
