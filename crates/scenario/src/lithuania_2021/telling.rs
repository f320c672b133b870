//! The story of 2021 day by day: every computer and the server stand on the day that is told, so that "as known on" a day
//! answers what had been published then.
//!
//! What a newcomer gets wrong: an entry is known from the day on which the server accepted it. Whoever tells something
//! exchanges on the same day, or it is known later, as it would be.

use anyhow::Result;
use chrono::DateTime;
use server::clock::Clock;

use super::{registers, stock, story};
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
    coordinator.sync_once()?;
    stage.at("2021-07-23T09:00:00Z")?;
    story::offers(coordinator, story::TWELVE)?;
    story::accept(coordinator)?;
    coordinator.sync_once()?;
    // The keeper has not heard of the acceptance.
    story::keeper(keeper, &stage.keeper.clock)?;
    registers::keeper(keeper)?;
    stock::taken_over(keeper)?;
    stage.at("2021-07-25T16:00:00Z")?;
    exchange(&[stage.keeper, stage.coordinator])?;
    stage.at("2021-07-26T08:00:00Z")?;
    story::link(coordinator, &stage.coordinator.clock)?;
    exchange(&[stage.coordinator])?;
    stage.at("2021-08-02T06:30:00Z")?;
    let goods = [("TENT", 5), ("HEATER", 5)];
    let days = ("2021-08-02", "2021-08-02");
    stock::send(keeper, "transfer/RUK", ("PAB", "RUK"), days, &goods)?;
    exchange(&[stage.keeper, stage.rukla])?;
    stage.at("2021-08-02T11:00:00Z")?;
    stock::take_in(&stage.rukla.context, "transfer/RUK", "RUK", "2021-08-02")?;
    exchange(&[stage.rukla])
}

fn autumn(stage: &Stage<'_>) -> Result<()> {
    let (keeper, coordinator) = (&stage.keeper.context, &stage.coordinator.context);
    stage.at("2021-09-22T09:00:00Z")?;
    story::offers(coordinator, story::SEVEN)?;
    exchange(&[stage.coordinator])?;
    stage.at("2021-10-12T09:00:00Z")?;
    stock::bed_set(coordinator)?;
    exchange(&[stage.coordinator, stage.keeper])?;
    stage.at("2021-10-13T09:00:00Z")?;
    stock::build(keeper)?;
    stage.at("2021-10-28T09:00:00Z")?;
    stock::broken(keeper)?;
    stage.at("2021-10-29T13:00:00Z")?;
    stock::count(keeper)?;
    stock::heads(keeper, "2021-10-29", 540)?;
    exchange(&[stage.keeper, stage.coordinator])
}

fn november(stage: &Stage<'_>) -> Result<()> {
    let coordinator = &stage.coordinator.context;
    stage.at("2021-11-22T07:00:00Z")?;
    let days = ("2021-11-22", "2021-11-24");
    let goods = [("HEATER", 2)];
    let back = ("RUK", "PAB");
    stock::send(&stage.rukla.context, "transfer/PAB", back, days, &goods)?;
    stock::order(coordinator)?;
    exchange(&[stage.rukla, stage.coordinator])?;
    stage.at("2021-11-23T12:00:00Z")?;
    story::offers(coordinator, story::LAST)?;
    story::watched(coordinator)?;
    story::funds(coordinator)?;
    registers::coordinator(coordinator, &stage.coordinator.clock)?;
    registers::typed_twice(coordinator)?;
    stage.at("2021-11-23T16:00:00Z")?;
    exchange(&[stage.coordinator, stage.keeper, stage.rukla, stage.auditor])
}
