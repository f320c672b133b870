//! The story of 2021 day by day: every computer and the server stand on the day that is told, so that "as known on" a day
//! answers what had been published then.
//!
//! What a newcomer gets wrong: an entry is known from the day on which the server accepted it. Whoever tells something
//! exchanges on the same day, or it is known later, as it would be.

use anyhow::Result;
use chrono::DateTime;
use server::clock::Clock;

use super::{answers, registers, requests, road, shelf, soap, stock, story, transport, words};
use crate::devices::Device;

/// Everybody who tells, and the server's clock.
pub struct Stage<'a> {
    pub clock: &'a Clock,
    pub keeper: &'a Device,
    pub rukla: &'a Device,
    pub coordinator: &'a Device,
    pub auditor: &'a Device,
}

impl Stage<'_> {
    fn all(&self) -> [&Device; 4] {
        [self.keeper, self.rukla, self.coordinator, self.auditor]
    }

    /// It is now this moment, everywhere.
    fn at(&self, moment: &str) -> Result<()> {
        let moment = DateTime::parse_from_rfc3339(moment)?.to_utc();
        self.clock.set(moment.timestamp());
        for device in self.all() {
            device.clock.set(moment);
        }
        Ok(())
    }
}

/// Each hands in what it has and takes what the ones before it handed in. Who has nothing to tell and waits for nothing
/// stays away: an exchange costs the demo's beginning more than anything else.
fn exchange(devices: &[&Device]) -> Result<()> {
    for device in devices {
        device.context.sync_once()?;
    }
    Ok(())
}

/// The whole of it, to the evening of 23 November 2021.
///
/// # Errors
/// A call that is refused, or an exchange that ends early.
pub fn tell(stage: &Stage<'_>) -> Result<()> {
    summer(stage)?;
    autumn(stage)?;
    november(stage)
}

fn summer(stage: &Stage<'_>) -> Result<()> {
    let (keeper, coordinator) = (&stage.keeper.context, &stage.coordinator.context);
    stage.at("2021-07-15T12:00:00Z")?;
    story::activation(coordinator)?;
    requests::asked(coordinator)?;
    coordinator.sync_once()?;
    stage.at("2021-07-23T09:00:00Z")?;
    story::offers(coordinator, story::TWELVE)?;
    answers::looked_at(coordinator)?;
    story::accept(coordinator)?;
    transport::czech_starts(coordinator)?;
    road::czech_leaves(coordinator)?;
    coordinator.sync_once()?;
    // The keeper has not heard of the acceptance.
    story::keeper(keeper, &stage.keeper.clock)?;
    registers::keeper(keeper)?;
    stock::taken_over(keeper)?;
    stage.at("2021-07-25T16:00:00Z")?;
    road::czech_arrives(coordinator)?;
    exchange(&[stage.keeper, stage.coordinator])?;
    stage.at("2021-07-26T08:00:00Z")?;
    story::link(coordinator, &stage.coordinator.clock)?;
    road::czech_difference_told(coordinator)?;
    transport::czech_is_back(coordinator)?;
    answers::estonia(coordinator)?;
    transport::estonian_planned(coordinator)?;
    road::estonian_announced(coordinator)?;
    exchange(&[stage.coordinator])?;
    stage.at("2021-07-30T15:00:00Z")?;
    transport::estonian_starts(coordinator)?;
    road::estonian_late(coordinator)?;
    exchange(&[stage.coordinator])?;
    august(stage)
}

fn august(stage: &Stage<'_>) -> Result<()> {
    let (keeper, coordinator) = (&stage.keeper.context, &stage.coordinator.context);
    let rukla = &stage.rukla.context;
    stage.at("2021-08-02T06:30:00Z")?;
    let goods = [("TENT", 5), ("HEATER", 5)];
    let days = ("2021-08-02", "2021-08-02");
    stock::send(keeper, "transfer/RUK", ("PAB", "RUK"), days, &goods)?;
    exchange(&[stage.keeper, stage.rukla])?;
    stage.at("2021-08-02T11:00:00Z")?;
    stock::take_in(rukla, "transfer/RUK", "RUK", "2021-08-02")?;
    road::estonian_received(rukla)?;
    exchange(&[stage.rukla])?;
    stage.at("2021-08-12T09:00:00Z")?;
    // What Rukla received has to be here before anybody says that all of it came.
    exchange(&[stage.coordinator])?;
    road::czech_closed(coordinator)?;
    road::estonian_closed(coordinator)?;
    transport::estonian_is_back(coordinator)?;
    exchange(&[stage.coordinator])
}

fn autumn(stage: &Stage<'_>) -> Result<()> {
    let (keeper, coordinator) = (&stage.keeper.context, &stage.coordinator.context);
    stage.at("2021-09-22T09:00:00Z")?;
    story::offers(coordinator, story::SEVEN)?;
    requests::amended(coordinator)?;
    answers::not_taken(coordinator)?;
    exchange(&[stage.coordinator])?;
    stage.at("2021-10-12T09:00:00Z")?;
    stock::bed_set(coordinator)?;
    words::learnt(coordinator)?;
    words::put_in_order(coordinator)?;
    soap::before_it_is_bought(coordinator)?;
    answers::winter(coordinator)?;
    transport::czech_granted(coordinator)?;
    exchange(&[stage.coordinator, stage.keeper])?;
    stage.at("2021-10-13T09:00:00Z")?;
    stock::build(keeper)?;
    shelf::october(keeper)?;
    soap::bought(keeper)?;
    road::czech_settled_at_site(keeper)?;
    stage.at("2021-10-28T09:00:00Z")?;
    stock::broken(keeper)?;
    shelf::two_weeks_later(keeper)?;
    soap::two_weeks_later(keeper)?;
    stage.at("2021-10-29T13:00:00Z")?;
    stock::count(keeper)?;
    stock::heads(keeper, "2021-10-29", 540)?;
    answers::less(coordinator)?;
    exchange(&[stage.keeper, stage.coordinator])
}

fn november(stage: &Stage<'_>) -> Result<()> {
    let coordinator = &stage.coordinator.context;
    stage.at("2021-11-22T07:00:00Z")?;
    let days = ("2021-11-22", "2021-11-24");
    let goods = [("HEATER", 2)];
    let back = ("RUK", "PAB");
    let rukla = &stage.rukla.context;
    stock::send(rukla, "transfer/PAB", back, days, &goods)?;
    road::latvian_unannounced(rukla)?;
    words::proposed(rukla)?;
    stock::order(coordinator)?;
    transport::november(coordinator)?;
    road::swedish_leaves(coordinator)?;
    exchange(&[stage.rukla, stage.coordinator])?;
    stage.at("2021-11-23T12:00:00Z")?;
    story::offers(coordinator, story::LAST)?;
    story::watched(coordinator)?;
    road::swedish_late(coordinator)?;
    words::declined(coordinator)?;
    story::funds(coordinator)?;
    registers::coordinator(coordinator, &stage.coordinator.clock)?;
    registers::typed_twice(coordinator)?;
    stage.at("2021-11-23T16:00:00Z")?;
    exchange(&[stage.coordinator, stage.keeper, stage.rukla, stage.auditor])
}
