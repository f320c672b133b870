nav-requests = Prašymai
nav-transports = Vežimai
nav-deliveries = Siuntos
nav-discrepancies = Neatitikimai
kind-request = Pagalbos prašymas
kind-transport = Vežimas
kind-consignment = Siunta
all = Visi
contested = ginčijama

stage-monitoring = stebima
stage-activated = aktyvuota
stage-operations-ended = operacijos baigtos
stage-closed = uždaryta
stage-draft = juodraštis
stage-sent = išsiųsta
stage-open = atvira
stage-amended = pakeista
stage-fulfilled = įvykdyta
stage-withdrawn = atšaukta
stage-received = gauta
stage-under-review = svarstoma
stage-partly-accepted = priimta iš dalies
stage-accepted = priimta
stage-declined = atsisakyta
stage-expired = nebegalioja
stage-cancelled = panaikinta
stage-planned = suplanuota
stage-notified = A dalis pranešta
stage-running = vyksta
stage-ended = baigta
stage-applied = paraiška pateikta
stage-granted = skirta
stage-settled = sutvarkyta
stage-rejected = atmesta
stage-packed = supakuota
stage-dispatched = išsiųsta iš sandėlio
stage-in-transit = kelyje
stage-at-border = prie sienos
stage-arrived = atvyko
stage-partly-received = gauta iš dalies
stage-received-with-discrepancy = gauta su neatitikimu
stage-diverted = nukreipta kitur
stage-delayed = vėluoja
stage-returned = grąžinta
stage-lost = prarasta
stage-sent-to-donor = išsiųsta donorui
stage-acknowledged = donoras patvirtino
stage-written-off = nurašyta

why-quarantined = karantine: nieko nekeičia
why-posted-before = toks pat įrašas atėjo anksčiau
why-reversed-before = anksčiau buvo atšaukta
why-matched-before = anksčiau galiojo kita sąsaja
why-announced = apie gavimą buvo pranešta
why-confirmed-before = patvirtinta anksčiau
why-same-person = pasiūlė ir patvirtino tas pats asmuo
why-waiting = laukia to, į ką nurodo
why-foreign = čia nepriklauso
why-illegal-move = įrašas nebuvo ten, kur šis keitimas prasideda
why-superseded-before = anksčiau galiojo kita versija

move-action = Keisti etapą
move-title = Keisti etapą
move-text = Keitimas yra atskiras įrašas. Jis lieka matomas ir jo negalima taisyti.
move-reason-hint = Būtina, kai atsisakoma, atšaukiama, nukreipiama, vėluoja, prarandama, grąžinama ar sutvarkoma
move-post = Įrašyti keitimą
moves-title = Etapai
field-stage = Etapas
field-move-to = Naujas etapas

activation-move-hint = Stebima, aktyvuota, operacijos baigtos, uždaryta: kiekvienas keitimas yra įrašas.
closure-title = Prieš uždarant
closure-text = Kiekvienas iš šių dalykų neleidžia uždaryti aktyvavimo. Atverkite jį ir sutvarkykite.
closure-text-closed = Tai tebėra neužbaigta, nors aktyvavimas uždarytas: taip liko arba paaiškėjo vėliau iš kitų kompiuterių.
closure-still-open = Tebėra atvira
closure-nothing-open = Nieko atviro nėra: aktyvavimą galima uždaryti.
closure-only-list = Liko sutvarkyti tik likučių sąrašą.
closure-open-offers = Pasiūlymai be sprendimo
closure-open-acceptances = Niekieno nepatvirtinti priėmimai
closure-open-requests = Dar atviri pagalbos prašymai
closure-open-transports = Nebaigti vežimai
closure-open-consignments = Dar laukiamos siuntos
closure-open-receipts = Niekieno nesusieti jo donorų prekių priėmimai
closure-open-transfers = Ne visai gauti ar nesutvarkyti perkėlimai tarp vietų
closure-open-discrepancies = Nesutvarkyti neatitikimai
closure-open-returnables = Grąžintinos prekės
closure-open-shortfalls = Vietos, kuriose likutis mažesnis už nulį
closure-discrepancies = { $count ->
    [one] { $count } neatitikimas nesutvarkytas
    [few] { $count } neatitikimai nesutvarkyti
    [many] { $count } neatitikimo nesutvarkyta
   *[other] { $count } neatitikimų nesutvarkyta
}
remaining-title = Kas lieka vietose
remaining-none-title = Vietose nieko neliko
remaining-none-text = Pasirašomas ir tuščias sąrašas: jis sako, kad nieko neliko.
remaining-totals = Iš viso kiekvienos prekės
remaining-other = Kitos būklės
remaining-in-kits = iš jų rinkiniuose: { $quantity }
closure-not-signed = Šio sąrašo dar niekas nepasirašė. Pasirašykite jį prieš uždarydami aktyvavimą.
closure-list-stands = Pasirašytas sąrašas sako tai, kas stovi dabar.
closure-differs = Nuo sąrašo pasirašymo atsargos pasikeitė. Pasirašykite iš naujo prieš uždarydami aktyvavimą.
closure-differs-closed = Nuo sąrašo pasirašymo atsargos pasikeitė. Aktyvavimas lieka uždarytas.
closure-closed-unsigned = Aktyvavimas uždarytas be pasirašyto sąrašo. Jis lieka uždarytas; sąrašą dar galima pasirašyti.
closure-cannot-sign = Sąrašą bus galima pasirašyti, kai suskaičiuos vietos, kuriose likutis mažesnis už nulį.
closure-sign = Pasirašyti sąrašą
closure-sign-text = Pasirašote, kad šios prekės lieka vietose. Parašas yra atskiras įrašas: jis lieka matomas ir jo negalima taisyti. Jis nieko neperkelia ir nieko neuždaro.
closure-sign-post = Pasirašyti
closure-close = Uždaryti aktyvavimą
closure-signed-lists = Pasirašyti sąrašai
closure-signed-by = { $person }, { $date }
closure-lines = { $count ->
    [one] { $count } eilutė
    [few] { $count } eilutės
    [many] { $count } eilutės
   *[other] { $count } eilučių
}
closure-list-counts = galioja šis
closure-differences = Kas dabar skiriasi nuo pasirašyto sąrašo
closure-difference = Skirtumas
closure-difference-new = sąraše nebuvo; dabar { $now }
closure-difference-gone = pasirašyta { $signed }; dabar nėra
closure-difference-less = pasirašyta { $signed }, dabar { $now }: mažiau { $by }
closure-difference-more = pasirašyta { $signed }, dabar { $now }: daugiau { $by }

requests-none-title = Prašymų dar nėra
requests-none-text = Įrašykite, ko prašo nukentėjusi valstybė. Niekieno nenurodytas kiekis lieka „nenurodyta“.
requests-hint = Nauja versija pakeičia senąją, kuri lieka matoma.
request-record = Įrašyti prašymą
request-amend = Nauja versija
request-amend-title = Prašymo { $version } versija
request-quantity-hint = Tuščias kiekis įrašomas kaip nenurodytas.
request-versions = Ankstesnės versijos
request-version-of = { $version } versija, { $date }, { $person }
request-version-hint = Rodoma galiojanti versija.
field-request-title = Prašymas
field-version = Versija
field-needed = Ko reikia
field-priority = Skuba
field-needed-by = Reikia iki
field-entry-point = Įvežimo vieta
field-specification = Reikalavimai
field-destination = Kur
priority-urgent = skubu
priority-high = svarbu
priority-normal = įprasta

field-valid-until = Galioja iki
field-available-from = Galima paimti nuo
field-transport-need = Reikalingas vežimas
field-packaging = Pakuotė
condition-new = nauja
condition-used = naudota
weight-kg = { $amount } kg
volume-dm3 = { $amount } dm³
paste-action = Įklijuoti lentelę
paste-title = Įklijuoti lentelę
paste-text = Nukopijuokite langelius skaičiuoklėje ir įklijuokite čia. Kol neįrašote pasiūlymo, niekas neįrašoma.
paste-field = Langeliai
paste-read = Perskaityti lentelę
paste-summary = Eilučių: { $rows }. Suprasta: { $lines }. Klaidų: { $faults }.
paste-cell = Langelis
paste-fault = Kas negerai
paste-row = Eilutė
paste-meaning = Ką reiškia „{ $text }“
paste-stays-text = lieka tekstu
paste-remember = Įsiminti
paste-take = { $count ->
    [one] Perkelti { $count } eilutę į formą
    [few] Perkelti { $count } eilutes į formą
    [many] Perkelti { $count } eilutės į formą
   *[other] Perkelti { $count } eilučių į formą
}
field-language = Žodžių kalba
wording-language-en = anglų
wording-language-de = vokiečių
wording-language-lt = lietuvių
wording-language-lv = latvių
wording-language-pl = lenkų
wording-language-fr = prancūzų
wording-language-cs = čekų
wording-language-et = estų
wording-language-fi = suomių
wording-language-sv = švedų

acceptance-cancelled = panaikinta
acceptance-reduced = sumažinta
acceptance-after-withdrawal = priimta donorui jau atšaukus
acceptance-cancel = Panaikinti priėmimą
acceptance-reduce = Sumažinti
acceptance-reduce-text = Įrašykite, kiek eilutės lieka. Tuščios eilutės nesikeičia.
acceptance-left-of = { $item }: lieka iš { $quantity }

transports-none-title = Vežimų dar nesuplanuota
transports-none-text = Suplanuokite vežimą, kad matytumėte, iki kada pranešti A dalį ir pateikti paraišką.
transports-hint = Paraiška pateikiama per 15 dienų nuo pradžios ir prieš pabaigą.
transport-plan = Planuoti vežimą
transport-warnings = Įspėjimai
transport-percent-hint = Procentai iš teisės akto
transport-move-hint = Keitimo diena yra ta, kurią tai įvyko.
transport-consignments = { $count ->
    [0] Siuntų nėra
    [one] { $count } siunta
    [few] { $count } siuntos
    [many] { $count } siuntos
   *[other] { $count } siuntų
}
field-organiser = Organizuoja
organiser-donor = donoras
organiser-ercc-pooled = bendrai per ERCC
organiser-commercial = komercinis vežėjas
field-planned-start = Planuojama pradžia
field-notified-on = A dalis pranešta
field-started-on = Pradėta
field-ended-on = Baigta
field-applied-on = Paraiška pateikta
field-apply-by = Paraiška pateiktina iki
field-percent = Bendro finansavimo dalis
field-legal-basis = Teisinis pagrindas
warning-notification-due = { $count ->
    [one] A dalis dar nepranešta; iki planuojamos pradžios liko { $count } diena.
    [few] A dalis dar nepranešta; iki planuojamos pradžios liko { $count } dienos.
    [many] A dalis dar nepranešta; iki planuojamos pradžios liko { $count } dienos.
   *[other] A dalis dar nepranešta; iki planuojamos pradžios liko { $count } dienų.
}
warning-not-notified = Turi prasidėti, o A dalis nepranešta.
warning-started-before-notification = Prasidėjo, kai A dalis dar nebuvo pranešta.
warning-application-due = { $count ->
    [0] Paraiška dar nepateikta; šiandien paskutinė diena.
    [one] Paraiška dar nepateikta; liko { $count } diena.
    [few] Paraiška dar nepateikta; liko { $count } dienos.
    [many] Paraiška dar nepateikta; liko { $count } dienos.
   *[other] Paraiška dar nepateikta; liko { $count } dienų.
}
warning-application-overdue = Per 15 dienų nuo pradžios paraiška nepateikta.
warning-application-late = Paraiška pateikta vėliau nei po 15 dienų nuo pradžios.
warning-ended-without-application = Baigėsi, o paraiška nepateikta.
warning-application-after-end = Paraiška pateikta po pabaigos.

deliveries-none-title = Siuntų nėra
deliveries-none-text = Apie siuntą pranešama iš patvirtinto priėmimo.
deliveries-hint = Pagal laukiamą dieną. Paskutinė žinia yra paskutinis etapo keitimas.
deliveries-open = Kelyje
deliveries-overdue = Vėluoja
deliveries-all = Visos
deliveries-late = { $count ->
    [one] { $count } vėluoja
    [few] { $count } vėluoja
    [many] { $count } vėluoja
   *[other] { $count } vėluoja
}
delivery-overdue = vėluoja
consignment-title = { $donor } siunta
consignment-announce = Pranešti apie siuntą
consignment-of = Iš priėmimo: { $donor }
consignment-open = Atverti siuntą
consignment-receive = Priimti
consignment-hint = Kas atvyko, sako gavimai; etapas išplaukia iš jų.
consignment-lines-hint = Palikite eilutę tuščią, jei jos šioje siuntoje nėra.
consignment-contested = Dvi vietos įrašė tų pačių eilučių gavimus. Abu galioja, kol koordinatorius tai sutvarkys.
consignment-first-eta = iš pradžių laukta { $date }
consignment-needs-acceptance-title = Pirma pasirinkite priėmimą
consignment-needs-acceptance = Atverkite patvirtintą priėmimą ir praneškite apie siuntą jame.
field-show = Rodyti
field-eta = Laukiama
field-last-report = Paskutinė žinia
field-waybill = Važtaraštis
field-dispatch-point = Išsiųsta iš
field-dispatched = Išsiųsta
field-counted = Suskaičiuota
field-still-expected = Dar laukiama
field-count = Vienetų
field-sscc = SSCC
field-weight-kg = Svoris, kg
field-volume-dm3 = Tūris, dm³
field-acceptance = Priėmimas
receive-partial = Likusi dalis atvyks vėliau: ko dabar trūksta, nėra trūkumas, o tuščia palikta eilutė į šį priėmimą neįtraukiama
receive-under-way = Praneštos siuntos

discrepancies-none-title = Neatitikimų nėra
discrepancies-none-text = Čia matyti, kas gavime viršyta, trūksta, pažeista, ne ta, pasenę ar atmesta.
discrepancies-hint = Neatitikimas sutvarkytas, kai tai pasako ir vieta, ir koordinatorius.
discrepancies-unsettled = Nesutvarkyti
discrepancy-over = perteklius
discrepancy-short = trūkumas
discrepancy-damaged = pažeista
discrepancy-wrong-item = ne ta prekė
discrepancy-expired = pasibaigęs galiojimas
discrepancy-refused = atmesta
discrepancy-by-site = vieta sako: { $stage }
discrepancy-by-coordination = koordinatorius sako: { $stage }
field-action = Veiksmas

column-dispatched = Išsiųsta
column-in-transit = Kelyje
column-requested = Prašyta
matrix-requested = Ko prašoma
matrix-requests = Prašymai

handling-units = Padėklai ir dėžės
paste-file = Skaičiuoklės failas
paste-file-hint = Vietoj įklijuoto teksto skaitomas XLSX failas, jo pirmasis lapas.
closed-acceptance = Aktyvavimas uždarytas. Pagal jį daugiau nieko netvirtinama, nemažinama ir nepranešama; ko niekas nepatvirtino, dar galima panaikinti, o kas pakeliui – priimti.
closed-offer = Aktyvavimas uždarytas. Iš šio pasiūlymo daugiau nieko nepriimama; jo dar galima atsisakyti arba jį atšaukti.
closed-request = Aktyvavimas uždarytas. Nieko naujo neprašoma; prašymą dar galima užbaigti.
closed-transport = Aktyvavimas uždarytas. Vykusį vežimą dar galima užbaigti, teikti paraišką ir atsiskaityti; naujas nepradedamas.
closed-consignment = Aktyvavimas uždarytas. Kas pakeliui, dar galima stebėti iki galo ir priimti.
consignment-closed-title = Daugiau nieko nepranešama
consignment-to-acceptance = Atverti priėmimą
activation-none-open-title = Nėra atviro aktyvavimo
activation-none-open-text = Nauji įrašai daromi tik pagal aktyvavimą, kuris aktyvuotas ir neuždarytas.
paste-group = { $group } (tik grupė)
offer-again = Pataisyti
offer-again-continue = Įrašyti iš naujo
offer-again-text = Įrašytas pasiūlymas nekeičiamas. Klaidingas atšaukiamas ir įrašomas iš naujo toks, koks turi būti. Atšauktasis lieka matomas.
offer-again-step-1 = 1 žingsnis iš 2: atšaukite šį pasiūlymą ir nurodykite kodėl. 2 žingsnis: atsivers forma su viskuo, kas jame buvo; pataisykite ir įrašykite.
offer-again-step-2 = 2 žingsnis iš 2: pataisykite, kas buvo klaidinga, ir įrašykite pasiūlymą. Jis įrašomas vietoj atšaukto
offer-again-withdraw = Atšaukti ir tęsti
offer-again-reason = Įrašyta klaidingai; įrašoma iš naujo
offer-again-taken = Dalis šio pasiūlymo jau siūloma priimti arba priimta. Tai lieka prie šio pasiūlymo ir šalia naujo būtų skaičiuojama du kartus. Pirma panaikinkite tuos priėmimus; jei prekės jau atvyko, palikite šį pasiūlymą, o trūkstamą dalį įrašykite kaip kitą.
offer-again-already = Pagal tą patį aktyvavimą yra vėlesnių šio donoro pasiūlymų. Jei vienas jų jau įrašytas vietoj šio, daugiau nieko daryti nereikia: įrašius dar kartą, būtų skaičiuojama du kartus.
offer-again-anyway = Vis tiek įrašyti iš naujo
offer-others = Kiti šio donoro pasiūlymai
