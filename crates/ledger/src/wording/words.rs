//! The words around numbers in donors' lists, folded, in the languages they write in.

use crate::quantity::Qualifier;

/// Words that follow a count and say only that it is one.
pub(super) const PIECES: &[&str] = &[
    "stk",
    "stuck",
    "stuecke",
    "vnt",
    "vienetu",
    "vienetai",
    "pcs",
    "pc",
    "piece",
    "pieces",
    "unit",
    "units",
    "ks",
    "kusu",
    "szt",
    "sztuk",
    "gab",
    "gabali",
    "st",
    "styck",
    "kpl",
    "kappaletta",
    "tk",
    "tukki",
    "kom",
    "kos",
    "pezzi",
    "pz",
    "pieza",
    "unites",
    "db",
    "buc",
    "x",
];

/// Words between the two ends of a range, or between two numbers of which either may hold.
pub(super) const BETWEEN: &[&str] = &[
    "to", "bis", "iki", "do", "lidz", "kuni", "till", "til", "tot", "or", "oder", "arba", "lub",
    "albo", "vai", "nebo", "ou",
];

/// Most words of a phrase below.
pub(super) const LONGEST: usize = 3;

const AROUND: &[&str] = &[
    "ca",
    "circa",
    "cca",
    "cirka",
    "zirka",
    "etwa",
    "ungefahr",
    "ungefaehr",
    "rund",
    "fast",
    "knapp",
    "about",
    "around",
    "approx",
    "approximately",
    "roughly",
    "some",
    "nearly",
    "almost",
    "apie",
    "mazdaug",
    "beveik",
    "okolo",
    "ok",
    "oko",
    "w przyblizeniu",
    "priblizne",
    "priblizno",
    "zhruba",
    "aptuveni",
    "ap",
    "umbes",
    "noin",
    "omkring",
    "environ",
    "env",
    "unos",
    "aproximadamente",
    "aprox",
    "cerca de",
    "aproximativ",
    "ongeveer",
    "korulbelul",
    "kb",
];

const UP_TO: &[&str] = &[
    "up to",
    "at most",
    "not more than",
    "no more than",
    "less than",
    "under",
    "max",
    "maximum",
    "maximal",
    "bis zu",
    "bis",
    "hochstens",
    "hoechstens",
    "unter",
    "weniger als",
    "iki",
    "ne daugiau kaip",
    "ne daugiau nei",
    "ne daugiau",
    "daugiausia",
    "maziau kaip",
    "maziau nei",
    "do",
    "maks",
    "maksymalnie",
    "nie wiecej niz",
    "nejvyse",
    "maximalne",
    "lidz",
    "ne vairak ka",
    "kuni",
    "enintaan",
    "upp till",
    "op til",
    "hogst",
    "jusqu a",
    "au plus",
    "hasta",
    "fino a",
    "pana la",
    "legfeljebb",
    "tot",
];

/// "At least 20" and "over 20" are both a lower bound, and no qualifier tells the two apart.
const OVER: &[&str] = &[
    "at least",
    "not less than",
    "no less than",
    "more than",
    "over",
    "above",
    "from",
    "min",
    "minimum",
    "mindestens",
    "wenigstens",
    "mehr als",
    "uber",
    "ueber",
    "ab",
    "nuo",
    "ne maziau kaip",
    "ne maziau nei",
    "ne maziau",
    "maziausiai",
    "bent",
    "daugiau kaip",
    "daugiau nei",
    "virs",
    "od",
    "co najmniej",
    "minimalnie",
    "ponad",
    "wiecej niz",
    "alespon",
    "nejmene",
    "vice nez",
    "vismaz",
    "ne mazak ka",
    "vairak neka",
    "vairak ka",
    "vahemalt",
    "vahintaan",
    "yli",
    "minst",
    "mindst",
    "mer an",
    "au moins",
    "plus de",
    "al menos",
    "mas de",
    "almeno",
    "piu di",
    "cel putin",
    "peste",
    "legalabb",
    "ten minste",
    "minstens",
];

const ESTIMATED: &[&str] = &[
    "estimated",
    "est",
    "expected",
    "geschatzt",
    "geschaetzt",
    "schatzungsweise",
    "voraussichtlich",
    "numatoma",
    "preliminariai",
    "orientaciniai",
    "orientacyjnie",
    "szacunkowo",
    "odhadem",
];

const AFTER_OVER: &[&str] = &[
    "or more",
    "and more",
    "oder mehr",
    "und mehr",
    "ir daugiau",
    "arba daugiau",
    "i wiecej",
    "lub wiecej",
    "a vice",
    "nebo vice",
    "un vairak",
    "ou plus",
];

const AFTER_UP_TO: &[&str] = &[
    "or less",
    "or fewer",
    "oder weniger",
    "arba maziau",
    "lub mniej",
    "ou moins",
];

const AFTER_AROUND: &[&str] = &["or so"];

/// Of the words before a count those that may as well end the line: none that ends it by itself.
const AT_END: &[&str] = &[
    "ca",
    "circa",
    "cca",
    "approx",
    "max",
    "maximum",
    "maximal",
    "maks",
    "min",
    "minimum",
    "est",
    "estimated",
    "geschatzt",
    "geschaetzt",
    "daugiausia",
    "maziausiai",
];

/// Whether a word may stand at the end of a line and qualify the count before it.
pub(super) fn may_end(word: &str) -> bool {
    AT_END.contains(&word)
}

/// What a phrase before a count makes of it.
pub(super) fn before(phrase: &str) -> Option<Qualifier> {
    let lists = [
        (AROUND, Qualifier::Around),
        (UP_TO, Qualifier::UpTo),
        (OVER, Qualifier::Over),
        (ESTIMATED, Qualifier::Estimated),
    ];
    of(&lists, phrase)
}

/// What a phrase after a count makes of it.
pub(super) fn after(phrase: &str) -> Option<Qualifier> {
    let lists = [
        (AFTER_OVER, Qualifier::Over),
        (AFTER_UP_TO, Qualifier::UpTo),
        (AFTER_AROUND, Qualifier::Around),
    ];
    of(&lists, phrase)
}

fn of(lists: &[(&[&str], Qualifier)], phrase: &str) -> Option<Qualifier> {
    let found = lists.iter().find(|(list, _)| list.contains(&phrase));
    found.map(|(_, qualifier)| *qualifier)
}
