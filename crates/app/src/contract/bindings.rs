//! TypeScript from the contract: every type that crosses, and a map from call names to request and reply.

use std::any::TypeId;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use ts_rs::{Config, TS, TypeVisitor};

use super::{CALLS, Who};

/// Collects declarations as calls describe themselves.
#[derive(Default)]
pub struct Bindings {
    config: Config,
    seen: BTreeSet<TypeId>,
    declarations: BTreeMap<String, String>,
    calls: Vec<String>,
}

impl Bindings {
    /// Adds a call with everything its types need.
    pub(crate) fn call<Q: TS + 'static, A: TS + 'static>(&mut self, name: &str) {
        self.visit::<Q>();
        self.visit::<A>();
        let (request, reply) = (Q::name(&self.config), A::name(&self.config));
        self.calls.push(format!(
            "  {name}: {{ request: {request}; reply: {reply} }};\n"
        ));
    }

    fn declare<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_none() || !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        let docs = T::docs().unwrap_or_default();
        let declaration = format!("{docs}export {}\n", T::decl(&self.config));
        self.declarations
            .insert(T::ident(&self.config), declaration);
        T::visit_dependencies(self);
    }
}

impl TypeVisitor for Bindings {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        self.declare::<T>();
        T::visit_generics(self);
    }
}

/// The whole of `ui/src/lib/api/generated.ts`.
#[must_use]
pub fn typescript() -> String {
    let mut bindings = Bindings::default();
    for call in CALLS {
        (call.describe)(&mut bindings);
    }
    // Raised to the window as an event, by no call.
    bindings.declare::<crate::change::Change>();
    // Beside the request of any call.
    bindings.declare::<super::requests::AsKnownOn>();
    let mut text = String::from(
        "// Written by the test `bindings` of crates/app from its contract. Do not edit: run it with UPDATE_BINDINGS=1.\n\n",
    );
    for declaration in bindings.declarations.values() {
        text.push_str(declaration);
        text.push('\n');
    }
    text.push_str(
        "/** Every call: what it is asked with and what it answers. */\nexport interface Calls {\n",
    );
    for call in &bindings.calls {
        text.push_str(call);
    }
    let _ = writeln!(text, "}}");
    text.push_str(
        "\n/** Calls that are told which day is looked back at: reads answer, the others refuse. */\n\
         export const LOOKING_BACK: ReadonlySet<string> = new Set<keyof Calls>([\n",
    );
    for call in CALLS {
        if matches!(call.who, Who::Reads | Who::SignedIn) {
            let _ = writeln!(text, "  '{}',", call.name);
        }
    }
    let _ = writeln!(text, "]);");
    text
}
