//! The last plan that worked and the error there may be now.

use std::sync::{Arc, RwLock};

use super::Planned;
use crate::render::Plan;

/// What the server shows.
#[derive(Debug, Default)]
pub struct State {
    shown: RwLock<Shown>,
}

/// The last plan that worked and the error there may be now.
#[derive(Clone, Debug, Default)]
pub(super) struct Shown {
    /// The last plan that worked.
    pub(super) plan: Arc<Plan>,
    /// What is wrong since.
    pub(super) error: Option<Arc<str>>,
}

impl State {
    /// Takes a rebuild's result. Returns whether there is anything new to see.
    pub(super) fn set(&self, planned: Planned) -> bool {
        let Ok(mut shown) = self.shown.write() else { return false };
        let before = shown.clone();
        match planned {
            Ok(plan) => *shown = Shown { plan: Arc::new(plan), error: None },
            Err(message) => shown.error = Some(message.into()),
        }
        before.error != shown.error || before.plan.files != shown.plan.files
    }

    pub(super) fn get(&self) -> Shown {
        self.shown.read().map(|shown| shown.clone()).unwrap_or_default()
    }
}
