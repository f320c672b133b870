//! Planning a transport for which co-financing may be asked.

use super::date::{self, DateRefusal};
use super::written;
use crate::body::{CoFinancing, TransportPlanned};
use crate::stages::ActivationStage;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Facts {
    pub activation: Option<ActivationStage>,
    pub is_donor: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the activation is not known")]
    UnknownActivation,
    #[error("the activation is {0:?}")]
    ActivationClosed(ActivationStage),
    #[error("the party is not a donor of this operation")]
    NotADonor,
    #[error("the title is missing")]
    NeedsTitle,
    #[error("{0} is not a rate between 0 and 100 per cent")]
    NotARate(String),
    #[error("a rate needs its legal basis")]
    NeedsLegalBasis,
    #[error(transparent)]
    Date(#[from] DateRefusal),
}

/// Decides a planned transport.
///
/// # Errors
/// The first rule that is broken.
pub fn plan(facts: &Facts, request: &TransportPlanned) -> Result<TransportPlanned, Refusal> {
    match facts.activation {
        None => return Err(Refusal::UnknownActivation),
        Some(stage @ (ActivationStage::Monitoring | ActivationStage::Closed)) => {
            return Err(Refusal::ActivationClosed(stage));
        }
        Some(ActivationStage::Activated | ActivationStage::OperationsEnded) => {}
    }
    if !facts.is_donor {
        return Err(Refusal::NotADonor);
    }
    let title = written(Some(&request.title)).ok_or(Refusal::NeedsTitle)?;
    if let Some(start) = request.planned_start {
        date::check_year(start)?;
    }
    let co_financing = request.co_financing.as_ref().map(rate).transpose()?;
    Ok(TransportPlanned {
        title,
        co_financing,
        ..request.clone()
    })
}

fn rate(given: &CoFinancing) -> Result<CoFinancing, Refusal> {
    let percent = given.percent.trim();
    if !is_rate(percent) {
        return Err(Refusal::NotARate(percent.to_owned()));
    }
    let legal_basis = written(Some(&given.legal_basis)).ok_or(Refusal::NeedsLegalBasis)?;
    Ok(CoFinancing {
        percent: percent.to_owned(),
        legal_basis,
    })
}

/// `75`, `37.5`: plain decimal text, at most 100, at most four decimals.
fn is_rate(text: &str) -> bool {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !digits(whole, 3) || !digits(decimals, 4) || (whole.len() > 1 && whole.starts_with('0')) {
        return false;
    }
    match whole.parse::<u32>() {
        Ok(100) => decimals.bytes().all(|byte| byte == b'0'),
        Ok(whole) => whole < 100,
        Err(_) => false,
    }
}
