//! Where feeds and posts are read: off the threads that wait for the network, as many at once as there are processors.

use std::sync::Arc;

use tokio::sync::Semaphore;

/// Runs work that takes the processor, a few pieces at a time: what is being read is in memory, and nothing else is.
#[derive(Clone, Debug)]
pub struct Workbench {
    places: Arc<Semaphore>,
}

impl Workbench {
    /// A bench with so many places, at least one.
    #[must_use]
    pub fn new(places: usize) -> Self {
        Self { places: Arc::new(Semaphore::new(places.clamp(1, 64))) }
    }

    /// Does a piece of work when there is a place. `None` when the work panicked: what it was about is lost, nothing
    /// else.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        // The semaphore is never closed.
        let _place = self.places.acquire().await.ok()?;
        tokio::task::spawn_blocking(work).await.ok()
    }
}

impl Default for Workbench {
    fn default() -> Self {
        Self::new(std::thread::available_parallelism().map_or(2, std::num::NonZero::get))
    }
}

#[cfg(test)]
mod tests {
    use super::Workbench;

    #[tokio::test]
    async fn a_panic_costs_its_own_work_only() {
        let bench = Workbench::new(1);
        assert_eq!(bench.run(|| panic!("on purpose")).await, None::<u8>);
        assert_eq!(bench.run(|| 2).await, Some(2));
    }
}
