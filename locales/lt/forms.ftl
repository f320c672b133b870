problem-title = Pirma reikia pataisyti
post = Įrašyti
record = Įrašyti
keep-draft = Palikti juodraštį
back-to-form = Grįžti į formą
draft-offered = Išsaugotas { $when } juodraštis. Tęsti?
draft-continue = Tęsti
draft-discard = Atmesti
draft-kept = Juodraštis · išsaugota { $time }
draft-not-kept = Juodraščio išsaugoti nepavyko
draft-of-no-form = forma, kurios šioje versijoje nėra
date-hint = Diena, mėnuo, metai; t – šiandien
combobox-none = Niekas netinka. Pasirinkite iš sąrašo.
money-qualifier = tikslumas
money-currency = valiuta
confirm-date-title = Ar data teisinga?
confirm-date-change = Keisti datą
confirm-date-right = Data teisinga
line-add = Pridėti prekę
line-field = { $line } eilutė: { $field }
line-state = Būsena
line-new = nauja eilutė
line-open = dar nesuskaičiuota
line-unreadable = nepavyko perskaityti
line-ok = kaip turi būti
line-differs = skiriasi
line-short = trūksta { $count }
line-over = viršija { $count }
line-details = Išsamiau
more-lines = { $count ->
    [one] dar { $count } eilutė
    [few] dar { $count } eilutės
    [many] dar { $count } eilutės
   *[other] dar { $count } eilučių
}
document-permanent = Įrašyti dokumentai lieka tokie, kokie yra. Klaida taisoma atšaukimu, kuris lieka matomas.
proof-title = Šio įrašo įrodymas
proof-device = Kompiuteris
proof-scope = Sritis
proof-seq = Numeris sraute
proof-pos = Pozicija serveryje
proof-pos-none = dar nėra
proof-hash = Įrašo SHA-256
quarantined-text =
    Serveris šį įrašą atidėjo: { $reason ->
        [device-revoked] įrašui atėjus, šis kompiuteris jau buvo atjungtas.
        [scope-not-writable] šiam kompiuteriui ten rašyti neleidžiama.
        [scope-unknown] serveris nežino vietos, kuriai jis skirtas.
        [body-unreadable] serveris negali perskaityti jo turinio.
        [kind-not-allowed] toks įrašas priklauso kitur arba kitam vaidmeniui.
        [readers-not-allowed] jis siunčiamas ne tiems, kuriems skirtas.
        [role-not-on-device] jo autoriaus vaidmens šiame kompiuteryje nėra.
        [person-unknown] serveris nežino jo autoriaus.
        [role-not-granted] jo autorius ten tokio vaidmens neturėjo.
       *[other] { $reason }.
    } Niekas neprarasta; sprendžia administratorius.
reversed-by = atšaukta dokumentu { $number }
reversal-note = Atšaukta dokumentu { $number }. Priežastis: { $reason }
reverse-action = Atšaukti
reverse-title = Atšaukti { $number }?
reverse-text = Dokumentas lieka perbrauktas, šalia jo – atšaukimo numeris. Atsargos grįžta į ankstesnę būklę.
reverse-post = Įrašyti atšaukimą
documents-all = Visos rūšys
documents-filter = Filtruoti pagal numerį, šalį ar vietą
documents-none = Dokumentų dar nėra
documents-none-text = Kas priimta, išduota ar įrašyta, čia atsiranda iš karto.
documents-none-found = Filtrui niekas netinka
documents-none-found-text = Sutrumpinkite tekstą arba pasirinkite visas rūšis.
documents-newer = Naujesni
documents-older = Senesni
