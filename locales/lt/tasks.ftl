nav-tasks = Užduotys
tasks-count = jūsų: { $count }
tasks-open = Neišspręstos
tasks-settled = Išspręstos
tasks-mine = Tik mano
tasks-none-title = Nėra ko spręsti
tasks-none-text = Čia atsiranda tai, ką atskirai dirbę kompiuteriai įrašė skirtingai.
tasks-settled-none-title = Dar nieko neišspręsta
tasks-settled-none-text = Kas išspręsta, lieka čia, kol yra priežastis.
tasks-hint = Niekas nesprendžiama savaime. Jūsų sprendimas įrašomas su vardu ir priežastimi.
tasks-in-vain = Tai kažkas išsprendė anksčiau. Jūsų sprendimas išsaugotas, bet nieko nekeičia:
tasks-today = { $count ->
    [one] Jūsų laukia { $count } užduotis
    [few] Jūsų laukia { $count } užduotys
    [many] Jūsų laukia { $count } užduoties
   *[other] Jūsų laukia { $count } užduočių
}
task-field = Užduotis
task-about = Apie
task-latest = Naujausia
task-owner = Kieno
task-office = Koordinavimo biuras
task-state-open = spręstina
task-state-reopened = atverta iš naujo
task-state-settled = išspręsta
task-yours = jūsų
task-reopened-text = Tai buvo išspręsta, bet atėjo tai, ko tada nebuvo žinoma. Pažiūrėkite dar kartą.
task-needs-role = Galite tai skaityti. Sprendžia kiti.

task-receipt-contested = Priimta du kartus
task-stock-short = Išduota daugiau, nei buvo
task-acceptance-contested = Pažadėta du kartus
task-accepted-after-withdrawal = Priimta po atšaukimo
task-expiry-differs = Viena serija, keli galiojimo terminai
task-records-similar = Galbūt tas pats
task-item-proposed = Siūlomas kitas pavadinimas
task-count-overlapped = Judėjo prieš skaičiavimą
task-clock-wrong = Laikrodis rodė kitą dieną
task-needs-update = Naujesnės programos įrašai
task-dispatch-reversed = Atšaukta po atvykimo
task-reversal-asked = Jūsų prašoma atšaukti
task-count-asked = Jūsų prašoma suskaičiuoti
task-announced-beyond = Pranešta daugiau, nei priimta
task-withdrawal-due = Nuspręsta, dar neatšaukta
task-figure-differs = Skelbiamas skaičius nesutampa su dalimis
task-total-differs = Nurodyta suma nesutampa su dalimis
task-heads-differ = Žmonių skaičius nesutampa su grupėmis

task-receipt-contested-text = Keli centrai priėmė tą pačią { $words } eilutę. Visi priėmimai galioja, viskas yra atsargose.
task-stock-short-text = Du kompiuteriai išdavė tas pačias prekes, ir žmonės jas turi. Kol nesuskaičiuota, ši partija daugiau neišduodama.
task-acceptance-contested-text = Iš { $words } priimta daugiau, nei donoras siūlo. Galioja tas, kurį serveris gavo pirmą; kiti laukia jūsų sprendimo.
task-accepted-after-withdrawal-text = Kai buvo priimta, donoras jau buvo atšaukęs { $words }. Kol nenuspręsite, planuojant tai neskaičiuojama.
task-expiry-differs-text = Serijai { $words } įrašytos kelios datos. Kol niekas neperskaitė etiketės, ką išduoti, sprendžia ankstesnė.
task-records-similar-text = Du katalogo įrašai panašūs. Sujunkite juos kataloge arba pasakykite, kad jie skirtingi.
task-item-proposed-text = Centras { $words } vadintų kitaip. Kol pasiūlymas nesutvarkytas, galioja centrinis tekstas.
task-count-overlapped-text = Kitas kompiuteris judėjimą įrašė prieš { $words }, o skaičiuotojas jo nematė. Savaime niekas nepakeista.
task-clock-wrong-text = Kompiuterio { $words } laikrodis rodė kitą dieną. Dokumentų datos lieka tokios, kaip įrašytos. Patvirtinkite jas arba atšaukite, kas neteisinga, ir įrašykite iš naujo.
task-needs-update-text = Kažkas dirba naujesne programa ir įrašė tai, ko ši nesupranta. Įrašai saugomi ir perduodami. Atnaujinkite programą; iki tol dokumentų, apie kuriuos jie yra, čia keisti negalima.
task-dispatch-reversed-text = Siuntėjas atšaukė { $words }, nežinodamas, kad tai jau priimta. Priėmimas galioja.
task-reversal-asked-text = Koordinavimo biuras prašo atšaukti { $words }. Dokumentas jūsų; niekas kitas jo nekeičia.
task-count-asked-text = { $words } prekės yra pas gavėją, bet jas rodo ir jūsų apskaita. Suskaičiuokite partiją.
task-announced-beyond-text = Siuntose vežama daugiau, nei priimta: { $words }. Visos jos galioja, niekas neatmesta.
task-withdrawal-due-text = Biuras nusprendė atšaukti { $words }, bet tai dar galioja. Atverkite ir atšaukite ten; iki tol skaičiuojama kaip anksčiau.
task-figure-differs-text = { $words } nurodytas skaičius nėra šalia įrašytų dalių suma. Registruose paaiškinkite, kodėl, arba ištaisykite, kas įrašyta neteisingai.
task-total-differs-text = { $words }: nurodyta suma nėra jos paskirstymų suma. Lėšų puslapyje paaiškinkite, kodėl, arba įrašykite, ko trūksta.
task-heads-differ-text = { $words } suskaičiuota visuma nėra moterų, vyrų, vaikų ir kūdikių suma. Vietos puslapyje paaiškinkite, kodėl, arba suskaičiuokite iš naujo.

task-versions-title = Kas įrašyta
task-counts = dabar galioja
task-counts-not = dabar negalioja
task-recorded = Įrašyta
task-accepted-at = Serveris gavo
task-expiry = Galioja iki
task-no-expiry = be datos
task-why = Priežastis
task-go = Atverti, kur tai baigiasi

task-choices-title = Ką galite nuspręsti
task-choice-confirm-split = Prekės padalytos: visi priėmimai galioja
task-choice-ask-reversal = Prašyti, kad { $site } atšauktų { $number }
task-choice-keep-one = Palikti tik { $number }
task-choice-keep-all = Palikti visus: donoras tiek duoda
task-choice-stand-by-donor = Laikytis donoro žodžio: planuojant neskaičiuojama
task-choice-donor-confirmed = Donoras vis dėlto duoda
task-choice-label-says = Etiketėje parašyta { $date }
task-choice-different = Tai du skirtingi dalykai
task-choice-explains = Judėjimas paaiškina skirtumą: skaičiavimą reikia atšaukti
task-choice-does-not-explain = Judėjimas su tuo nesusijęs
task-choice-confirm-date = Dokumentų datos teisingos
task-choice-receipt-stands = Priėmimas galioja: prašyti, kad { $site } suskaičiuotų
task-choice-withdraw-consignment = Atšaukti, kas dar pakeliui: { $number }
task-choice-withdraw-link = { $number } susieta per klaidą: atšaukti sąsają
task-effect-announced = Pranešta, { $site }: { $from } → { $to }
task-effect-stock = Atsargos, { $site }: { $from } → { $to }
task-effect-received = Iš viso priimta: { $from } → { $to }
task-effect-planned = Planuojama, { $site }: { $from } → { $to }
task-effect-difference = Nepaaiškintas skirtumas: { $from } → { $to }
task-reason-hint = Ko klausėte ir ką matėte.
task-settle = Išspręsti

task-decisions-title = Kas nuspręsta
task-decision-counts = galioja
task-decision-in-vain = antras, nieko nekeičia
