activation-record = Įrašyti aktyvavimą
activation-title = Aktyvavo: { $state }
activation-none-title = Aktyvavimų neįrašyta
activation-none-text = Pirma įrašykite pagalbos prašymą; pasiūlymai į jį atsako.
activation-hint = Aktyvavimas įrašomas vieną kartą, su prašymo diena.
activation-hazard-hint = Prašymo žodžiais
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
acceptance-confirmed-by = patvirtino { $approver }
acceptance-nobody-yet = dar niekas
acceptance-four-eyes = Priėmimas galioja tik tada, kai jį patvirtina antras asmuo.
propose-action = Priimti vietai
propose-title = Priimti vietai
propose-text = Palikite kiekį tuščią, jei eilutės nepriimate. Niekas nelaukiama, kol nepatvirtina antras koordinatorius.
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
