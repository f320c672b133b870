//! Kits: what one contains, putting kits together, taking them apart, and whose goods are inside.

mod define;
mod make;
mod shares;
mod unmake;

pub use define::{DefineFacts, DefineRefusal, DefineRequest, define};
pub use make::{BuildFacts, BuildRefusal, BuildRequest, build};
pub use shares::{Share, shares};
pub use unmake::{BreakFacts, BreakRefusal, BreakRequest, unbuild};
