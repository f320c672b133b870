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
check-explained = skiriasi, paaiškinta
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
verify-last = { $count ->
    [one] Paskutinis visas patikrinimas: { $when }, { $shown } įrašas, viskas gerai. Jis daromas kartą per dieną, kol dirbate.
    [few] Paskutinis visas patikrinimas: { $when }, { $shown } įrašai, viskas gerai. Jis daromas kartą per dieną, kol dirbate.
    [many] Paskutinis visas patikrinimas: { $when }, { $shown } įrašo, viskas gerai. Jis daromas kartą per dieną, kol dirbate.
   *[other] Paskutinis visas patikrinimas: { $when }, { $shown } įrašų, viskas gerai. Jis daromas kartą per dieną, kol dirbate.
}
verify-last-broken = Paskutinis visas patikrinimas: { $when }. Jis aptiko neatitikimą.
verify-last-none = Šiame kompiuteryje dar nebaigtas nė vienas visas patikrinimas. Jis daromas kartą per dieną, kol dirbate.
alarm-figures = Čia rodomi skaičiai skiriasi nuo to, kas įrašyta.
alarm-figures-text = Niekas, kas įrašyta, neprarasta. Eksportas sustabdytas, kol skaičiai nebus sudėti iš naujo: atverkite „Ataskaitas“ ir pasirinkite „Sudėti iš naujo“.
alarm-file = Žurnalo failas nėra toks, koks buvo įrašytas.
alarm-file-text = Niekas nepakeista. Eksportas sustabdytas. Failo netrinkite; kas išsiųsta, yra serveryje. Kreipkitės į administratorių, tada skyriuje „Ataskaitos“ patikrinkite žurnalą.
alarm-since = Pastebėta { $when }.
alarm-open = Atverti „Ataskaitas“
verify-add-up = Sudėti iš naujo
verify-add-up-text = Skaičiai sudedami iš naujo pagal tai, kas įrašyta žurnale. Niekas, ką įvedėte, neprarandama.
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
