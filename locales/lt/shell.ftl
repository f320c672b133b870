product = Relief Ledger
demo = DEMO
skip = Pereiti prie puslapio
close = Užverti
cancel = Atsisakyti
loading = Įkeliama
loading-long = Vis dar skaitoma. Tai trunka ilgiau nei įprastai.
try-again = Bandyti dar kartą
read-failed = Nepavyko perskaityti
copied = Nukopijuota
copy-details = Kopijuoti išsamią informaciją
copy-failed = Iškarpinė nieko nepriėmė; pažymėkite tekstą ir nukopijuokite ranka
preview = Peržiūra
none = Nėra
language-en = English
language-lt = Lietuvių

nav-label = Darbas
nav-today = Šiandien
nav-receive = Priimti
nav-issue = Išduoti
nav-stock = Atsargos
nav-stock-all = Visų vietų atsargos
nav-documents = Dokumentai
nav-activation = Aktyvavimas
nav-offers = Pasiūlymai
nav-reconcile = Susiejimas
nav-matrix = Suvestinė
nav-funds = Lėšos
nav-reports = Ataskaitos

menu-language = Kalba
menu-theme = Išvaizda
menu-lock = Užrakinti ekraną
menu-sign-out = Atsijungti
theme-system = Sistemos
theme-light = Šviesi
theme-dark = Tamsi

shortcuts-title = Spartieji klavišai
shortcut-refresh = Perskaityti visus skaičius iš naujo
shortcut-back = Atgal

palette-title = Rasti arba atlikti…
palette-hint = Numeris, donoras, prekė ar veiksmas
palette-actions = Veiksmas
palette-documents = Dokumentas
palette-items = Prekė
palette-none = Nieko nerasta. Bandykite dokumento numerį, donorą ar prekę.
search-short = Vienos ar dviejų raidžių žodžių ieškoma tik 20 000 naujausių dokumentų; su trečia raide – visuose.

failure-title = Lange įvyko klaida
broken-title = Žurnalo atverti nepavyko
broken-intro = Niekas nepakeista. Tai, kas saugoma, liks kaip yra, kol tai bus sutvarkyta.
broken-problem = Kas negerai
broken-folder = Duomenų aplankas:
enrol-title = Įregistruoti šį kompiuterį
enrol-intro = Administratorius jums davė vienkartinį kodą ir serverio adresą. Šį vieną kartą serveris turi būti pasiekiamas; vėliau galėsite dirbti be ryšio.
enrol-address-hint = Kaip nurodyta, pavyzdžiui, relief.example.org:8443
enrol-code-hint = 28 raidės ir skaitmenys; didžiosios raidės ir brūkšneliai nesvarbūs
enrol-name-hint = Kaip jį vadins kiti, pavyzdžiui, „Pabradės sandėlis 1“
enrol-passphrase-hint = Saugo žurnalą šiame diske, jei kompiuteris neturi savo raktų saugyklos. Išsaugokite ją: be jos failo atverti nepavyks.
enrol-action = Įregistruoti
enrol-busy = Registruojama ir skaitomas katalogas…
unlock-title = Atrakinti žurnalą
unlock-intro = Šio kompiuterio žurnalas užšifruotas. Įveskite jo slaptafrazę.
unlock-action = Atrakinti
sign-in-title = Kas dirba?
sign-in-intro = Pasirinkite savo vardą ir įveskite PIN.
sign-in-who = Žmonės
sign-in-nobody = Šiuo kompiuteriu dar niekas negali dirbti. Administratorius suteikia vaidmenį serveryje; jis ateis su kitu apsikeitimu.
sign-in-action = Prisijungti
sign-in-set-pin = Nustatyti PIN ir prisijungti
sign-in-first-time = Pirmas kartas arba pamiršote PIN: naudokite savo kodą
sign-in-have-pin = PIN turiu
sign-in-code-hint = 8 raidės ir skaitmenys iš administratoriaus
sign-in-pin-hint = 4–8 skaitmenys, kuriuos žinote tik jūs
sign-in-locked-until = Per daug neteisingų bandymų. Bandykite po { $when }.
locked-title = Užrakinta
locked-intro = Jūsų darbas išsaugotas. Įveskite PIN ir tęskite nuo tos pačios vietos.

today-title = Šiandien · { $date }
today-expected = Laukiama
today-none-text = Siunta atsiras čia, kai koordinatorius priims pasiūlymą šiai vietai.
today-lines = { $count ->
    [one] { $count } eilutė
    [few] { $count } eilutės
    [many] { $count } eilutės
   *[other] { $count } eilučių
}
today-needs-you = Laukia jūsų
today-clock = Atrodo, kad šio kompiuterio laikrodis klysta. Patikrinkite datą ir laiką; dirbti galima toliau.
today-links = { $count ->
    [one] { $count } nepraneštą priėmimą galima susieti su priimtu pasiūlymu
    [few] { $count } nepraneštus priėmimus galima susieti su priimtais pasiūlymais
    [many] { $count } nepranešto priėmimo galima susieti su priimtais pasiūlymais
   *[other] { $count } nepraneštų priėmimų galima susieti su priimtais pasiūlymais
}
today-transports = { $count ->
    [one] { $count } vežimo terminas artėja arba praleistas
    [few] { $count } vežimų terminai artėja arba praleisti
    [many] { $count } vežimo terminas artėja arba praleistas
   *[other] { $count } vežimų terminai artėja arba praleisti
}
today-confirm = { $donor }: { $by } siūlo priimti; turi patvirtinti antras asmuo
today-unsent = { $count ->
    [one] { $count } dokumentas yra šiame kompiuteryje ir bus išsiųstas, kai serveris bus pasiekiamas
    [few] { $count } dokumentai yra šiame kompiuteryje ir bus išsiųsti, kai serveris bus pasiekiamas
    [many] { $count } dokumento yra šiame kompiuteryje ir bus išsiųsta, kai serveris bus pasiekiamas
   *[other] { $count } dokumentų yra šiame kompiuteryje ir bus išsiųsta, kai serveris bus pasiekiamas
}
today-draft = Juodraštis: { $kind }, { $when }
today-calm = Niekas jūsų nelaukia.

no-permission-title = Tai matote, bet keisti negalite.
no-permission-page = Šis puslapis skirtas kitam vaidmeniui.
no-permission-text = Kas gali: { $roles }. Kreipkitės į vieną iš jų arba paprašykite administratoriaus šio vaidmens.

as-of = { $when } duomenys (prieš { $age })
as-of-never = Šis kompiuteris dar nesikeitė duomenimis su serveriu
as-of-position = pozicija { $position }
as-of-unconfirmed = { $count ->
    [one] įskaičiuotas { $count } dar nepatvirtintas šio kompiuterio įrašas
    [few] įskaičiuoti { $count } dar nepatvirtinti šio kompiuterio įrašai
    [many] įskaičiuota { $count } dar nepatvirtinto šio kompiuterio įrašo
   *[other] įskaičiuota { $count } dar nepatvirtintų šio kompiuterio įrašų
}
age-minutes = { $count } min.
age-hours = { $count } val.
age-days = { $count } d.

sync-title = Apsikeitimas su serveriu
sync-problem = Serveris negali priimti dokumentų
sync-progress = Apsikeitimo eiga
sync-explain = Dokumentas eina iš „Šiame kompiuteryje“ į „Išsiųsta“ ir „Patvirtinta serverio“. Niekas nelaukia tinklo: galite dirbti toliau.
sync-unsent-title = { $count ->
    [0] Viskas išsiųsta
    [one] { $count } įrašas neišsiųstas
    [few] { $count } įrašai neišsiųsti
    [many] { $count } įrašo neišsiųsta
   *[other] { $count } įrašų neišsiųsta
}
sync-unsent-none = Nėra ko siųsti.
sync-unsent-other = { $count ->
    [one] { $count } įrašas, kuris nėra dokumentas, pavyzdžiui, naujas išdavimo punktas
    [few] { $count } įrašai, kurie nėra dokumentai, pavyzdžiui, nauji išdavimo punktai
    [many] { $count } įrašo, kuris nėra dokumentas, pavyzdžiui, naujas išdavimo punktas
   *[other] { $count } įrašų, kurie nėra dokumentai, pavyzdžiui, nauji išdavimo punktai
}
sync-last = Paskutinis apsikeitimas { $when }
sync-never = Su serveriu dar nesikeista.
sync-log = Paskutiniai apsikeitimai
sync-log-line = išsiųsta { $sent }, gauta { $received }
sync-log-none = Kol kas nėra.
sync-send-now = Siųsti dabar
sync-reading = Tikrinama…
sync-reason-unknown = priežastis nenurodyta
sync-stuck = Negalima išsiųsti: { $reason }
sync-stuck-unsent = Neišsiųsta { $count } · Negalima išsiųsti: { $reason }
sync-copy = Kopijuoti pagalbai
sync-close-title = Neišsiųsti dokumentai
sync-close-text = { $count ->
    [one] { $count } dokumentas išsaugotas šiame kompiuteryje ir bus išsiųstas kitą kartą.
    [few] { $count } dokumentai išsaugoti šiame kompiuteryje ir bus išsiųsti kitą kartą.
    [many] { $count } dokumento išsaugota šiame kompiuteryje ir bus išsiųsta kitą kartą.
   *[other] { $count } dokumentų išsaugota šiame kompiuteryje ir bus išsiųsta kitą kartą.
}
sync-close-action = Užverti
sync-asking = Kreipiamasi į serverį…
sync-unsent-asking = Neišsiųsta { $count } · kreipiamasi į serverį…
sync-sending = Siunčiama { $done } iš { $total }
sync-receiving = Gaunama { $done } iš { $total }
sync-unsent = Neišsiųsta { $count }
sync-unsent-offline = Neišsiųsta { $count } · be ryšio { $age }
sync-unsent-never = Neišsiųsta { $count } · be ryšio
sync-offline = Viskas išsiųsta · be ryšio { $age }
sync-offline-never = Be ryšio · nėra ko siųsti
sync-all-sent = Viskas išsiųsta · { $time }
sync-nothing = Nėra ko siųsti
