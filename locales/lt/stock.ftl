choose = Pasirinkite …
kind-stock-move = Atsargų judėjimas

condition-quarantine = sulaikyta
condition-expired = pasibaigęs galiojimas
condition-recalled = atšaukta gamintojo
movement-internal-move = Perkelta
movement-condition-change = Pakeista būklė
movement-consumption = Sunaudota vietoje
movement-transfer-out = Išsiųsta į kitą vietą
movement-transfer-in = Atvyko iš kitos vietos
movement-return-from-user = Grąžino naudotojai
movement-return-to-donor = Grąžinta donorui
movement-loan-out = Paskolinta
movement-loan-back = Paskola grįžo
movement-loss = Nurašyta
movement-disposal = Utilizuota
movement-count-gain = Suskaičiuota daugiau
movement-count-loss = Suskaičiuota mažiau
movement-kit-build = Sudėta į rinkinį
movement-kit-break = Išimta iš rinkinio
movement-repack = Perpakuota
movement-ownership-change = Pasikeitė savininkas
movement-opening = Pradinės atsargos

move-internal-move = Perkelti vietos viduje
move-condition-change = Pakeisti būklę
move-consumption = Sunaudoti centre
move-return-from-user = Grąžina naudotojai
move-return-to-donor = Grąžinti donorui
move-loan-out = Paskolinti partneriui
move-loan-back = Paskola grįžta
move-loss = Nurašyti
move-disposal = Utilizuoti
move-ownership-change = Savininko pasikeitimas
move-repack = Perpakuoti
movement-post = Įrašyti
move-nothing-title = Nėra nieko, kas galėtų taip judėti
move-nothing-text = Sunaudojamos ir skolinamos tik geros prekės. Kas yra, matyti atsargų sąraše.
move-not-approved = nepatvirtinta: nieko nepakeičia

action-internal-move = Perkelti
action-condition-change = Būklė
action-consumption = Sunaudoti
action-loan-out = Paskolinti
action-loan-back = Paskola grįžo
action-loss = Nurašyti
action-disposal = Utilizuoti
action-return-to-donor = Grąžinti
action-ownership-change = Savininkas
action-return-from-user = Grąžino naudotojai

cause-theft = vagystė
cause-transit = dingo kelyje
cause-damage = sugadinimas
cause-expiry = pasibaigęs galiojimas
cause-spoilage = sugedimas
cause-recall = gamintojo atšaukimas
cause-sample = paimtas mėginys
cause-issued-without-record = išduota neužrašius
cause-distributed-without-record = išdalinta neužrašius
cause-unknown = nežinoma

node-site = vietoje
node-transit = kelyje
node-distributed = pas naudotojus
node-consumed = sunaudota vietoje
node-partner = paskolinta
node-returned = grąžinta
node-loss = prarasta: { $cause }
node-disposed = utilizuota
node-kit = rinkiniuose
node-variance = skaičiavimo skirtumas
node-donor = donoras
node-supplier = tiekėjas
node-unknown = nežinomas šaltinis

place-none = be įvardytos vietos
place-none-yet = Čia dar nėra įvardytų sandėliavimo vietų. Įvardykite vieną atsargų sąraše.
place-add = Įvardyti vietą
place-add-text = Zona, pavyzdžiui, salė ar palapinė, arba lentyna zonoje.
place-is-area = jokioje: tai pati zona
field-spot = Vieta sandėlyje
field-place-name = Vietos pavadinimas
field-parent = Zonoje
field-to-place = Į vietą
field-to-condition = Nauja būklė
field-lot = Partija
field-cause = Priežastis
field-report = Pranešimo nr.
field-certificate = Aktas
field-due-on = Grąžinti iki
field-from-party = Iš
field-to-party = Kam
field-moved-from = Iš
field-moved-to = Į
field-where = Kur
field-given = Duota
field-outstanding = Dar negrąžinta
field-approved-by = Patvirtino
field-quarantine = Sulaikyta
field-expired = Pasibaigęs
field-recalled = Atšaukta
field-second = Antrasis asmuo
field-second-pin = Antrojo asmens PIN

second-title = Tai patvirtina antrasis asmuo
second-text = Kitas asmuo nei jūs: vietos vadovas arba koordinatorius šiame kompiuteryje įveda savo PIN.
second-nobody = Šiame kompiuteryje nėra kito asmens, galinčio patvirtinti.

lot-title = { $item }: viena partija
lot-trace = Partijos kelias
lot-now = Kur ji dabar
lot-expired = galiojimas pasibaigė
lot-donor-unknown = donoras nežinomas
field-title-holders = Nuosavybė
lot-title-held = Nuosavybė: { $holders }
title-nobody-named = neįvardyta
title-contradicts = prieštarauja: perleista daugiau, nei turėta
title-hint = Kam priklauso kiek priimtų vienetų, kad ir kur jie būtų. Keičiasi tik pagal perdavimo aktus.
donor-goods = Donoro prekės
donor-goods-none-title = Iš šios šalies nieko negauta
field-donor-or-supplier = Donoras ar tiekėjas
donor-goods-none-text = Jos prekės atsiras su pirmuoju priėmimu, kurį turi šis kompiuteris.
returnables = Grąžintina
returnables-none-title = Nieko nereikia grąžinti
returnables-none-text = Čia bus prekės, kurias donorai davė laikinai, ir prekės, kurias vietos paskolino.
returnables-overdue = pavėluota
returnable-owed-to-donor = donoro paskola
returnable-lent-out = paskolinta

problem-approver-missing = Tam reikia antrojo asmens: pasirinkite, kas patvirtina, ir leiskite įvesti PIN. Niekas neįrašyta; forma išsaugota.
problem-approver-is-preparer = { $name } tai parengė ir negali pats patvirtinti. Turi patvirtinti kitas asmuo. Niekas neįrašyta.
problem-place-unknown = Tokios sandėliavimo vietos čia nėra. Pasirinkite iš sąrašo. Forma išsaugota.
problem-lot-unknown = Partija nenurodyta arba jos čia nėra. Pasirinkite iš sąrašo. Forma išsaugota.
problem-lot-expired = { $item }: galiojimas pasibaigė { $date }, prekė nebėra gera. Niekas neįrašyta; pasirinkite kitą partiją ar būklę.
problem-not-good = { $item }: taip juda tik geros prekės, o ši yra { $condition ->
    [damaged] sugadinta
    [quarantine] sulaikyta
    [expired] pasibaigusio galiojimo
   *[recalled] atšaukta gamintojo
}. Niekas neįrašyta.
problem-still-good = { $item } dar gera. Pirma pakeiskite būklę ir nurodykite priežastį, arba nurašykite. Niekas neįrašyta.
problem-not-there = { $item }: prašoma { $asked }, yra tik { $available }. Niekas neįrašyta; sumažinkite kiekį.
problem-same-place = { $item } jau yra toje vietoje. Pasirinkite kitą. Forma išsaugota.
problem-same-condition = { $item } jau yra tos būklės. Pasirinkite kitą. Forma išsaugota.
problem-same-party = Abi šalys ta pati. Pasirinkite kitą. Forma išsaugota.
problem-same-packaging = Pakuotė prieš ir po ta pati. Pasirinkite kitą. Forma išsaugota.
problem-due-too-early = { $date } yra anksčiau už paskolos dieną. Pataisykite datą. Forma išsaugota.
problem-condition-missing = Nurodykite, kokios būklės prekės yra dabar. Forma išsaugota.
problem-cause-missing = Nurodykite, kas prekėms nutiko. Forma išsaugota.
problem-report-missing = Praradimui reikia pranešimo numerio: policijos, vežėjo arba savo. Forma išsaugota.
problem-certificate-missing = Trūksta akto. Įrašykite jo numerį ar tekstą. Forma išsaugota.
problem-packaging-missing = Trūksta pakuotės. Pasirinkite buvusią ir naują. Forma išsaugota.
problem-packaging-not-here = Ši pakuotės versija šiame kompiuteryje nežinoma. Pasirinkite kitą arba skaičiuokite pagrindiniais vienetais. Forma išsaugota.
problem-packaging-other-item = Tai ne prekės „{ $item }“ pakuotė. Pasirinkite jos pačios arba skaičiuokite pagrindiniais vienetais. Forma išsaugota.
problem-packs-missing = Pakuotė pasirinkta, bet nesuskaičiuota nė viena. Įrašykite, kiek jų, arba skaičiuokite pagrindiniais vienetais. Forma išsaugota.
problem-packs-other-quantity = { $packs } pak. ir { $loose } palaidai yra { $comes }, o eilutėje parašyta { $quantity }. Suskaičiuokite pakuotes dar kartą. Forma išsaugota.
problem-override-missing = { $item }: kita partija baigia galioti anksčiau. Nurodykite, kodėl imama ši. Niekas neįrašyta; forma išsaugota.
lot-first-out = pirmiausia baigianti galioti

action-repack = Perpakuoti
field-from-packaging = Iš pakuotės
field-to-packaging = Į pakuotę
packaging-choose = pasirinkite pakuotę
packs-of = { $packs } po { $content }
packs-and-loose = { $packs } ir { $loose } palaidai
packs-base = { $count ->
    [one] { $shown } vienetinė pakuotė
    [few] { $shown } vienetinės pakuotės
    [many] { $shown } vienetinės pakuotės
   *[other] { $shown } vienetinių pakuočių
}
packs-inner = { $count ->
    [one] { $shown } vidinė pakuotė
    [few] { $shown } vidinės pakuotės
    [many] { $shown } vidinės pakuotės
   *[other] { $shown } vidinių pakuočių
}
packs-carton = { $count ->
    [one] { $shown } dėžė
    [few] { $shown } dėžės
    [many] { $shown } dėžės
   *[other] { $shown } dėžių
}
packs-pallet = { $count ->
    [one] { $shown } padėklas
    [few] { $shown } padėklai
    [many] { $shown } padėklo
   *[other] { $shown } padėklų
}
pack-base = vienetinė pakuotė po { $content }
pack-inner = vidinė pakuotė po { $content }
pack-carton = dėžė po { $content }
pack-pallet = padėklas po { $content }
pack-of = pakuotė po { $content }
packs-unknown = { $count ->
    [one] { $shown } pakuotė, kurios versija dar neatkeliavo
    [few] { $shown } pakuotės, kurių versija dar neatkeliavo
    [many] { $shown } pakuotės, kurių versija dar neatkeliavo
   *[other] { $shown } pakuočių, kurių versija dar neatkeliavo
}
packs-contradict = Parašytos pakuotės nesudaro šio kiekio. Galioja kiekis.
packs-counted-in = Skaičiuota
packs-loose = Palaidai šalia
packs-beside = + palaidai
packs-none = pagrindiniai vienetai
packs-came = Atkeliavo
repack-none-yet = Pirma pasirinkite eilutę. Jos prekės pakuotės tvarkomos kataloge.
limits = Ribos
limits-text = Viršijus ribą, antras asmuo tame pačiame kompiuteryje įveda PIN.
limit-of = Kieno riba
limit-units = Vienos prekės vienetai
limit-hint = Iki tiek vienas asmuo sprendžia pats; 0 – kaskart reikia antro asmens.
limit-none = nenustatyta: visada du asmenys
limit-set = Nustatyti ribą
limit-write-off = Nurašymas
limit-count-variance = Inventorizacijos skirtumas
issue-served = Aptarnauti asmenys
issue-served-hint = Kiek, niekada ne kas. Kas neskaičiuota, lieka tuščia.
served-women = Moterys
served-men = Vyrai
served-girls = Mergaitės
served-boys = Berniukai
served-infants = Kūdikiai
served-households = Namų ūkiai
served-kits = Išduoti rinkiniai
stock-all-every = Viskas
stock-all-find = Pavadinimas, kodas ar grupė
stock-all-count = { $count ->
    [one] { $count } prekė
    [few] { $count } prekės
    [many] { $count } prekės
   *[other] { $count } prekių
}
stock-all-sites = Vietos, kuriose yra { $item }
stock-all-site-stock = Visos šios vietos atsargos
stock-all-none-text = Kai kuri nors vieta priims prekių, jos bus matomos čia.
stock-all-none-found = Tinkamų prekių nėra
stock-all-none-found-text = Nė viena vieta neturi prekių, atitinkančių visus aukščiau pasirinktus požymius.
stock-all-everything = Rodyti viską
stock-all-more = Rodyti daugiau ({ $count })
field-sites = Vietos
reserve-nothing-here = Rezervuoti galima tai, kas yra vietoje. Pasirinkite kitą vietą arba pirma priimkite prekių.
