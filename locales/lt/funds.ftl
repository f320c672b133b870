funds-allocations = Sprendimai ir paskyrimai
funds-stated-totals = Nurodytos sumos šalia apskaičiuotų
funds-none-title = Lėšų neįrašyta
funds-none-text = Lėšų pareigūnas įrašo sprendimus, paskyrimus ir dokumentuose nurodytas sumas.
funds-no-totals = Nurodytų sumų neįrašyta
funds-no-recipient = nepaskirta
funds-date-not-stated = data nenurodyta
funds-allocated = paskirta { $amount }
funds-nothing-allocated = nieko nepaskirta
funds-sources = { $count ->
    [one] { $count } šaltinis
    [few] { $count } šaltiniai
    [many] { $count } šaltinio
   *[other] { $count } šaltinių
}
funds-hint = Du to paties sprendimo paminėjimai yra du šaltiniai, o ne du sprendimai.
decision-record = Įrašyti sprendimą
allocation-record = Įrašyti paskyrimą
allocation-no-decision = Neįrašytas
total-record = Įrašyti nurodytą sumą
total-no-allocations = Pirma įrašykite paskyrimus
sources-hint = Po vieną eilutėje: kiekviena vieta, kur tai nurodyta
check-match = sutampa
check-consistent-not-exact = dera, bet ne tiksliai
check-different = skiriasi
check-not-comparable = nepalyginama
check-difference = skirtumas { $amount }
verify-title = Patikrinti žurnalą
verify-text = Perskaičiuoja visas šio kompiuterio grandines, kontrolinius taškus ir skaičius. Niekas nesiunčiama.
verify-action = Patikrinti žurnalą
verify-busy = Tikrinama…
verify-intact = { $count ->
    [one] Nepažeista: { $shown } įrašas
    [few] Nepažeista: { $shown } įrašai
    [many] Nepažeista: { $shown } įrašo
   *[other] Nepažeista: { $shown } įrašų
}
verify-broken = Pažeista
verify-head = Viršūnė:
verify-add-up = Sudėti iš naujo
verify-add-up-text = Žurnalas nepažeistas; skaičiai iš jo sudedami iš naujo. Niekas, ką įvedėte, neprarandama.
funding-report = Lėšų ataskaita
funding-report-text = Sprendimai, paskyrimai ir sumos su kontrolinėmis sumomis, žurnalo pozicija ir kontroliniu tašku.
funding-report-open = Atverti peržiūrą
funding-report-hint = Įrašo tai, kas rodoma, į XLSX ir CSV failus.
audit-export = Eksportas auditui
audit-export-text = Visi šio kompiuterio turimi įrašai su įrodymais. Failą be šios programos tikrina relief-verify.
audit-export-action = Eksportuoti auditui
export-action = Eksportuoti XLSX ir CSV
export-busy = Rašoma…
export-done = { $count ->
    [one] Įrašytas { $count } failas
    [few] Įrašyti { $count } failai
    [many] Įrašyta { $count } failo
   *[other] Įrašyta { $count } failų
}
export-path = Failas
export-rows = Eilutės
export-bytes = Baitai
