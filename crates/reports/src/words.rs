//! The words of reports, from the Fluent catalogues that the screens read too.

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use ledger::body::{AllocationState, Instrument};
use ledger::quantity::Qualifier;
use ledger::text::Names;
use store::view::TotalCheck;
use unic_langid::langid;

/// The language of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    English,
    Lithuanian,
}

impl Language {
    /// From the setting of the computer; English where none is chosen.
    #[must_use]
    pub fn of(setting: Option<&str>) -> Self {
        match setting {
            Some("lt") => Self::Lithuanian,
            Some(_) | None => Self::English,
        }
    }

    /// ISO 639-1.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Lithuanian => "lt",
        }
    }
}

pub(crate) struct Words {
    bundle: FluentBundle<FluentResource>,
    language: Language,
}

impl Words {
    /// # Panics
    /// When a catalogue in this program cannot be read, which a test rules out.
    pub fn of(language: Language) -> Self {
        let (id, source) = match language {
            Language::English => (
                langid!("en"),
                include_str!("../../../locales/en/reports.ftl"),
            ),
            Language::Lithuanian => (
                langid!("lt"),
                include_str!("../../../locales/lt/reports.ftl"),
            ),
        };
        let resource = FluentResource::try_new(source.to_owned())
            .expect("the report catalogue is well-formed");
        let mut bundle = FluentBundle::new(vec![id]);
        bundle.set_use_isolating(false);
        bundle
            .add_resource(resource)
            .expect("the report catalogue has no message twice");
        Self { bundle, language }
    }

    pub fn say(&self, id: &str) -> String {
        self.say_with(id, &[])
    }

    /// # Panics
    /// When the catalogue lacks the message, which a test rules out.
    pub fn say_with(&self, id: &str, facts: &[(&str, &str)]) -> String {
        let message = self
            .bundle
            .get_message(id)
            .and_then(|message| message.value());
        let pattern = message.unwrap_or_else(|| panic!("the report catalogue has no {id}"));
        let mut args = FluentArgs::new();
        for (name, value) in facts {
            args.set(*name, *value);
        }
        self.bundle
            .format_pattern(pattern, Some(&args), &mut Vec::new())
            .into_owned()
    }

    pub fn name(&self, names: &Names) -> String {
        names
            .get(self.language.code())
            .or_else(|| names.get("en"))
            .cloned()
            .unwrap_or_default()
    }

    pub fn qualifier(&self, qualifier: Qualifier) -> String {
        self.say(match qualifier {
            Qualifier::Exact => "report-qualifier-exact",
            Qualifier::UpTo => "report-qualifier-up-to",
            Qualifier::Around => "report-qualifier-around",
            Qualifier::Over => "report-qualifier-over",
            Qualifier::Estimated => "report-qualifier-estimated",
            Qualifier::NotStated => "report-qualifier-not-stated",
        })
    }

    pub fn check(&self, check: TotalCheck) -> String {
        self.say(match check {
            TotalCheck::Match => "report-check-match",
            TotalCheck::ConsistentNotExact => "report-check-consistent",
            TotalCheck::Different => "report-check-different",
            TotalCheck::Explained => "report-check-explained",
            TotalCheck::NotComparable => "report-check-not-comparable",
        })
    }

    pub fn state(&self, state: AllocationState) -> String {
        self.say(match state {
            AllocationState::Foreseen => "report-state-foreseen",
            AllocationState::Available => "report-state-available",
            AllocationState::Assigned => "report-state-assigned",
            AllocationState::Exhausted => "report-state-exhausted",
            AllocationState::Withdrawn => "report-state-withdrawn",
        })
    }

    pub fn instrument(&self, instrument: Instrument) -> String {
        self.say(match instrument {
            Instrument::Amif => "report-instrument-amif",
            Instrument::Bmvi => "report-instrument-bmvi",
            Instrument::Ucpm => "report-instrument-ucpm",
            Instrument::Dref => "report-instrument-dref",
            Instrument::SmallScaleTool => "report-instrument-small-scale-tool",
            Instrument::HumanitarianAid => "report-instrument-humanitarian-aid",
            Instrument::Ndici => "report-instrument-ndici",
            Instrument::National => "report-instrument-national",
            Instrument::NotStated => "report-instrument-not-stated",
        })
    }
}
