activation-record = Įrašyti aktyvavimą
activation-title = Aktyvavo: { $state }
activation-none-title = Aktyvavimų neįrašyta
activation-none-text = Pirma įrašykite pagalbos prašymą; pasiūlymai į jį atsako.
activation-hint = Aktyvavimas įrašomas vieną kartą, su prašymo diena.
activation-hazard-hint = Prašymo žodžiais
activation-glide-hint = Nelaimės: dvi raidės, metai, šeši skaitmenys, šalis, pavyzdžiui, CE-2021-000100-LTU
activation-offers = { $count ->
    [0] Pasiūlymų dar nėra
    [one] { $count } pasiūlymas
    [few] { $count } pasiūlymai
    [many] { $count } pasiūlymo
   *[other] { $count } pasiūlymų
}
offer-record = Įrašyti pasiūlymą
offer-title = Pasiūlymas: { $donor }
offer-proposed = laukia patvirtinimo
offer-needs-activation = Pasiūlymas atsako į aktyvavimą.
offers-count = { $count ->
    [one] { $count } pasiūlymas
    [few] { $count } pasiūlymai
    [many] { $count } pasiūlymo
   *[other] { $count } pasiūlymų
}
offers-none-title = Pasiūlymų dar nėra
offers-none-text = Įrašykite pasiūlymą taip, kaip jis gautas, donoro žodžiais. Niekieno nenurodytas kiekis lieka „nenurodyta“.
offers-hint = Atverkite pasiūlymą, kad priimtumėte jį vietai.
acceptance-proposed = pasiūlyta priimti
acceptance-confirmed = patvirtinta
acceptance-by = pasiūlė { $proposer }
acceptance-conditions = Sąlygos: { $conditions }
acceptance-confirmed-by = patvirtino { $approver }
acceptance-nobody-yet = dar niekas
acceptance-four-eyes = Priėmimas galioja tik tada, kai jį patvirtina antras asmuo.
propose-action = Priimti vietai
propose-title = Priimti vietai
propose-text = Palikite kiekį tuščią, jei eilutės nepriimate. Niekas nelaukiama, kol nepatvirtina antras koordinatorius.
propose-conditions-hint = Jas mato abu žmonės, kol antrasis nepatvirtino
propose-post = Siūlyti
propose-split = Dar viena vieta
propose-site-above = kaip viršuje
confirm-action = Patvirtinti
confirm-title = Patvirtinti kaip antram asmeniui
confirm-text = Tai pasiūlė { $proposer }. Kitas koordinatorius patvirtina savo PIN šiame kompiuteryje.
confirm-nobody = Kitas koordinatorius šiuo kompiuteriu dirbti negali. Kreipkitės į administratorių arba patvirtinkite kitame kompiuteryje.
confirm-post = Patvirtinti priėmimą
reconcile-count = { $count ->
    [one] { $count } peržiūrėtinas priėmimas
    [few] { $count } peržiūrėtini priėmimai
    [many] { $count } peržiūrėtino priėmimo
   *[other] { $count } peržiūrėtinų priėmimų
}
reconcile-link = Susieti
reconcile-linked = { $number } susieta.
reconcile-acceptance = Priimtas pasiūlymas
reconcile-no-acceptance = netinka joks priimtas šio donoro pasiūlymas
reconcile-line-none = pasiūlyme nėra
reconcile-exact = kaip priimta
reconcile-came-with = Atvyko su
reconcile-unannounced = ne su pranešta siunta
reconcile-none-title = Visi priėmimai susieti
reconcile-none-text = Be pranešimo atvykusios siuntos priėmimas atsiras čia šalia priimto pasiūlymo, į kurį jis atsako.
reconcile-tab-open = Sietini
reconcile-tab-linked = Susieti
link-otherwise = Susieti kitaip
link-title = Susieti { $number }
link-text = Prekių priėmimas vienu metu turi vieną sąsają. Ji nurodo vieną priimtą donoro pasiūlymą ir gali paskirstyti prekes kelioms jo eilutėms ir siuntoms. Kas nepriskirta jokiai eilutei, lieka nesusieta; norėdami tai pakeisti vėliau, atšaukite sąsają ir susiekite iš naujo.
link-none-title = Nėra su kuo susieti
link-none-text = Joks patvirtintas priimtas šio donoro pasiūlymas nebelaukia šių gautų prekių.
link-line = Priskiriama
link-expected = { $site } · dar laukiama { $count }
link-nowhere = jokiai eilutei, lieka nesusieta
link-all = viskas susieta
link-left = nesusieta { $count }
link-beyond = { $count } daugiau, nei gauta
link-split = Paskirstyti
link-remove = Pašalinti
link-post = Susieti
link-find = Ieškoti sąsajos pagal priėmimą, donorą ar vietą
links-none-title = Dar nieko nesusieta
links-none-text = Pirmoje kortelėje sukurta sąsaja atsiras čia; čia ji atveriama ir atšaukiama.
match-title = { $number } sąsaja
match-idle = neskaičiuojama
match-withdraw = Atšaukti sąsają
match-open = Peržiūrėti sąsają
match-hint = Sąsaja prekių nejudina. Jos atšaukimas lieka matomas, o priėmimas vėl laukia sąsajos.
match-again = Ši sąsaja neskaičiuojama. Jei jos priėmimas laukia kitos, jis yra skiltyje „Susiejimas“.
field-linked = Susieta
field-unlinked = Nesusieta
matrix-donors = Donorų: { $donors } · valstybių narių: { $members }, dalyvaujančių: { $participating }
matrix-group = { $group } (grupė)
matrix-whole-offer = Visas pasiūlymas
matrix-at-least = ≥ { $count }
matrix-cell = { $donor }, { $item }, { $column }: { $value }
matrix-legend = „nenurodyta“: įrašyta, bet be skaičiaus. „–“: neįrašyta. ◇: dalis dar nesusieta su priimtu pasiūlymu. Enter ant skaičiaus parodo jo dokumentus.
matrix-none-title = Dar nieko nepasiūlyta ir negauta
matrix-none-text = Suvestinė pildosi nuo pirmo pasiūlymo ar priėmimo.
cell-none-text = Už šio skaičiaus nėra jokio dokumento.
cell-newest = Naujausi { $shown } iš { $total } dokumentų.
