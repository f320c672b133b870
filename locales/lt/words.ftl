not-stated = nenurodyta
none-recorded = neįrašyta
total = Iš viso
optional = neprivaloma
all-sites = Visos vietos

role-store-keeper = Sandėlininkas
role-site-head = Vietos vadovas
role-dispatcher = Dispečeris
role-coordinator = Koordinatorius
role-donor-liaison = Ryšių su donorais pareigūnas
role-fund-officer = Lėšų pareigūnas
role-auditor = Auditorius
role-administrator = Administratorius

kind-activation = Aktyvavimas
kind-offer = Pasiūlymas
kind-acceptance = Pasiūlymo priėmimas
kind-receipt = Prekių priėmimas
kind-issue = Išdavimas
kind-match = Sąsaja
kind-reversal = Atšaukimas
kind-decision = Sprendimas
kind-allocation = Paskyrimas
kind-stated-total = Nurodyta suma

journey-on-this-computer = Šiame kompiuteryje
journey-sent = Išsiųsta
journey-confirmed = Patvirtinta serverio
journey-quarantined = Serverio atidėta

condition-good = gera
condition-damaged = pažeista
movement-receipt = Priimta
movement-receipt-refused = Atsisakyta priimti
movement-issue = Išduota
movement-reversal = Atšaukta

unit-piece = vienetai
unit-set = komplektai
unit-gram = gramai
unit-millilitre = mililitrai
unit-piece-count = { $count ->
    [one] { $shown } vienetas
    [few] { $shown } vienetai
    [many] { $shown } vieneto
   *[other] { $shown } vienetų
}
unit-set-count = { $count ->
    [one] { $shown } komplektas
    [few] { $shown } komplektai
    [many] { $shown } komplekto
   *[other] { $shown } komplektų
}
unit-gram-count = { $shown } g
unit-millilitre-count = { $shown } ml

title-gift = dovana
title-loan = paskola
offer-source-cecis = CECIS
offer-source-bilateral = Dvišalis
offer-source-resc-eu = rescEU
offer-source-ecpp = Europos civilinės saugos rezervas

instrument-amif = PMIF (AMIF)
instrument-bmvi = SVVP (BMVI)
instrument-ucpm = Sąjungos civilinės saugos mechanizmas
instrument-dref = DREF (IFRC)
instrument-small-scale-tool = Mažos apimties priemonė
instrument-humanitarian-aid = Humanitarinė pagalba
instrument-ndici = KVTBP „Globali Europa“
instrument-national = Nacionalinės lėšos
instrument-not-stated = nenurodyta
allocation-foreseen = numatyta
allocation-available = prieinama
allocation-assigned = paskirta
allocation-exhausted = panaudota
allocation-withdrawn = atsiimta

qualifier-exact = tiksliai
qualifier-up-to = iki
qualifier-around = apie
qualifier-over = daugiau kaip
qualifier-estimated = įvertinta
qualifier-not-stated = nenurodyta
amount-up-to = iki { $amount }
amount-around = apie { $amount }
amount-over = daugiau kaip { $amount }
amount-estimated = { $amount } (įvertinta)
amount-up-to-about = iki maždaug { $amount }
amount-plus-not-stated = { $amount } ir nenurodytos sumos
quantity-plus-not-stated = { $quantity } ir nenurodyti kiekiai

column-offered = Pasiūlyta
column-accepted = Priimtas pasiūlymas
column-good = Gauta gerų
column-damaged = Pažeista
column-short = Trūksta
column-issued = Išduota
column-on-hand-good = Likutis gerų
column-on-hand-damaged = Likutis pažeistų

field-accept = Priimti
field-accepted = Priimta
field-activation = Aktyvavimas
field-address = Serverio adresas
field-amount = Suma
field-approver = Antrasis koordinatorius
field-approver-pin = Antrojo koordinatoriaus PIN
field-arrived = Atvyko
field-available = Yra
field-balance = Likutis
field-batch = Partija
field-beneficiary = Gavėjas
field-check = Patikra
field-code = Registracijos kodas
field-committed = Įsipareigota
field-computed = Apskaičiuota
field-condition = Būklė
field-confirmed-by = Patvirtino
field-counterpart = Iš arba kam
field-damaged = Pažeista
field-decided-on = Sprendimo data
field-decision-title = Sprendimo pavadinimas
field-declared-value = Deklaruota vertė
field-device-name = Šio kompiuterio pavadinimas
field-donor = Donoras
field-donor-words = Donoro žodžiais
field-expected = Laukiama
field-expiry = Tinka iki
field-good = Gera
field-group = Prekių grupė
field-handed-over-on = Perduota
field-hazard = Pavojus arba krizė
field-in = Gauta
field-instrument = Priemonė
field-item = Prekė
field-journey = Kelias
field-kind = Rūšis
field-lines = Eilutės
field-movement = Judėjimas
field-name = Pavadinimas
field-new-pin = Naujas PIN
field-number = Numeris
field-occurred-on = Data
field-offer-source = Kaip gautas
field-offered = Pasiūlyta
field-offered-on = Pasiūlymo data
field-offers = Pasiūlymai
field-out = Atiduota
field-over = Perteklius
field-paid = Išmokėta
field-paper = Dokumento nr.
field-origin = Iš kur prekės
origin-donor = Donoro duotos
origin-supplier = Pirktos iš tiekėjo
field-supplier = Tiekėjas
field-purchase-paper = Sąskaitos arba sutarties nr.
source-bought = pirkta: { $supplier }
field-parts = Dalys
field-party = Šalis
field-party-or-site = Šalis, vieta
field-passphrase = Slaptafrazė
field-passphrase-again = Slaptafrazė dar kartą
field-person = Asmuo
field-pin = PIN
field-pin-code = Jūsų kodas
field-point = Išdavimo punktas
field-point-name = Punkto pavadinimas
field-proposed-by = Pasiūlė
field-purpose = Paskirtis
field-quantity = Kiekis
field-reason = Priežastis
field-receipt = Gauta su
field-received = Gauta
field-receiving-site = Gaunanti vieta
field-recipient = Gavėjas
field-recorded = Įrašyta
field-reference = Nuoroda
field-refused = Nepriimta
field-remains = Lieka
field-requested-on = Prašymo data
field-requesting-state = Prašanti valstybė
field-short = Trūksta
field-site = Vieta
field-source = Šaltinis
field-sources = Šaltiniai
field-state = Būsena
field-stated = Nurodyta
field-ownership = Nuosavybė
field-text = Donoro žodžiais
field-title = Pavadinimas
field-title-of-total = Sumos pavadinimas
field-ucpm-number = UCPM numeris
field-glide = GLIDE numeris
field-activation-note = Pastaba
field-conditions = Sąlygos
field-unit = Matas
field-value = Vertė

reason-damaged-in-transport = Pažeista vežant
reason-wet = Sušlapo arba išsitepė
reason-short-delivered = Pristatyta mažiau, nei pranešta
reason-over-delivered = Pristatyta daugiau, nei pranešta
reason-expired = Pasibaigęs galiojimas
reason-wrong-item = Ne ta prekė
reason-not-needed = Čia nereikalinga
reason-wrong-quantity = Įvestas neteisingas kiekis
reason-wrong-point = Ne tas išdavimo punktas
reason-wrong-donor = Ne tas donoras
reason-entered-twice = Įvesta du kartus
reason-wrong-link = Susieta ne su tuo pasiūlymu
