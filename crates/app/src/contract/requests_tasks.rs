//! What the calls about tasks are asked with.

use ledger::ids::{DocumentId, TaskId};
use ledger::task::TaskChoice;
use store::view::SettledRef;

use super::requests::requests;

requests! {
    /// Which tasks to list.
    pub struct TaskFilter {
        /// Those that are settled, instead of those that are open.
        pub settled: bool,
        /// Only those that the person who asks may settle.
        pub mine: bool,
    }

    pub struct ByTask { pub task: TaskId }

    /// Settles a task by one of its choices.
    pub struct ResolveTask {
        pub task: TaskId,
        pub choice: TaskChoice,
        /// As the choice says it.
        pub about: Option<DocumentId>,
        pub expiry: Option<String>,
        /// As the task was read; if it rests on others by now, it is to be looked at again.
        pub rests_on: Vec<SettledRef>,
        pub reason: String,
    }
}
