//! Whether this computer's clock can be believed, and which day it is where the person works.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use ledger::rules::Clock;
use ledger::rules::date::YEARS;
use store::view::SiteRow;
use store::{Identity, Reads, Store};

use crate::context::Context;
use crate::problem::Problem;

/// Setting that holds how far this clock was from the server's at the last exchange, in seconds.
pub(crate) const SKEW: &str = "clock-skew-seconds";

/// A clock may be this much behind what is known of the time before it counts as wrong.
const TOLERANCE: TimeDelta = TimeDelta::minutes(10);

/// The program did not exist before.
const FIRST_YEAR: i32 = 2021;

/// Judges the clock by what this computer wrote last and by the server's time at the last exchange. What other computers
/// recorded says nothing of it: one of them with a wrong clock would make all the others doubtful for ever.
pub(crate) fn judge(
    store: &Store,
    reads: &Reads<'_>,
    now: DateTime<Utc>,
) -> Result<Clock, Problem> {
    let late = known(reads)?.is_some_and(|known| now + TOLERANCE < known);
    let skew = store
        .setting(SKEW)?
        .and_then(|seconds| seconds.parse::<i64>().ok())
        .unwrap_or(0);
    let far = skew.unsigned_abs() > TimeDelta::days(1).num_seconds().unsigned_abs();
    Ok(if late || far || !can_be(now) {
        Clock::Suspect
    } else {
        Clock::Good
    })
}

/// The latest moment this computer knows of by other means than its clock.
fn known(reads: &Reads<'_>) -> Result<Option<DateTime<Utc>>, Problem> {
    Ok(reads.last_written_at()?.max(reads.server_time()?))
}

fn can_be(now: DateTime<Utc>) -> bool {
    (FIRST_YEAR..=*YEARS.end()).contains(&now.year())
}

/// What to call now where a day is not typed: a clock whose battery died says 1970, and a document of that year would be
/// refused. The last moment known is nearer, and the person may change the day.
pub(crate) fn believed(reads: &Reads<'_>, now: DateTime<Utc>) -> Result<DateTime<Utc>, Problem> {
    if can_be(now) {
        return Ok(now);
    }
    Ok(known(reads)?.filter(|known| can_be(*known)).unwrap_or(now))
}

/// Today at the computer's site; where it stands at none, in the zone of the operation's first site.
pub(crate) fn today(
    identity: &Identity,
    reads: &Reads<'_>,
    now: DateTime<Utc>,
) -> Result<NaiveDate, Problem> {
    let mut sites = reads.sites()?;
    sites.sort_by(|a, b| a.code.cmp(&b.code));
    let own = sites.iter().find(|site| Some(site.id) == identity.site);
    Ok(own
        .or(sites.first())
        .map_or(now.date_naive(), |site| today_at(site, now)))
}

/// The day a reading is about: what expires, ends or is valid by then is judged by it. Today, unless it looks back.
pub(crate) fn reading_day(context: &Context) -> Result<NaiveDate, Problem> {
    if let Some(known) = context.looks_back() {
        return Ok(known.for_day);
    }
    let (store, identity) = context.identity()?;
    store.read(|reads| today(&identity, reads, context.now()))
}

/// The last second of a day at the computer's site; where it stands at none, in the zone of the operation's first site.
pub(crate) fn end_of_day(
    identity: &Identity,
    reads: &Reads<'_>,
    day: NaiveDate,
) -> Result<DateTime<Utc>, Problem> {
    let mut sites = reads.sites()?;
    sites.sort_by(|a, b| a.code.cmp(&b.code));
    let own = sites.iter().find(|site| Some(site.id) == identity.site);
    let zone = own
        .or(sites.first())
        .and_then(|site| site.time_zone.parse::<chrono_tz::Tz>().ok())
        .unwrap_or(chrono_tz::UTC);
    let next = day.succ_opt().unwrap_or(day).and_time(NaiveTime::MIN);
    // Where clocks jump over midnight, the day ends when they jump; an hour later is still the first thing after it.
    let midnight = zone.from_local_datetime(&next).earliest().or_else(|| {
        zone.from_local_datetime(&(next + TimeDelta::hours(1)))
            .earliest()
    });
    Ok(midnight.map_or(next.and_utc(), |time| time.to_utc()) - TimeDelta::seconds(1))
}

/// Today in the time zone of a site; UTC where the zone is not known.
pub(crate) fn today_at(site: &SiteRow, now: DateTime<Utc>) -> NaiveDate {
    let zone: Result<chrono_tz::Tz, _> = site.time_zone.parse();
    zone.map_or(now.date_naive(), |zone| {
        now.with_timezone(&zone).date_naive()
    })
}
