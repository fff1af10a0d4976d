//! What waits in the store is done, a few pieces at a time. A piece that is not done when the program ends is in the store
//! still, and is done the next time.
//!
//! Each kind of work brings two functions: what is due, and how one piece is done. One line for each in [`Job`] below.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::{
    sync::{Semaphore, watch},
    task::JoinSet,
    time::{sleep, timeout},
};

use super::{Desk, LAST_MOMENT, join, mention, stopped};

/// So many pieces at once: most of each is waiting for some server.
const AT_ONCE: usize = 4;
/// So many are taken out of the store at a time.
const BATCH: u32 = 16;
/// After so long the store is looked at although nobody said anything: something may be due again.
const PATIENCE: Duration = Duration::from_secs(10);

/// A piece of work, by what names it in the store.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Job {
    /// An address that somebody sent by the form, by its ticket.
    Join(String),
    /// A webmention, by its number.
    Mention(i64),
}

impl Job {
    /// What is due, those first that wait longest.
    fn due(desk: &Desk) -> Vec<Self> {
        let joining = join::due(desk, BATCH).into_iter().map(Self::Join);
        joining.chain(mention::due(desk, BATCH).into_iter().map(Self::Mention)).collect()
    }

    async fn run(&self, desk: &Arc<Desk>) {
        match self {
            Self::Join(ticket) => join::work(desk, ticket).await,
            Self::Mention(id) => mention::work(desk, *id).await,
        }
    }
}

/// Works until it is told to stop.
pub(super) async fn run(desk: Arc<Desk>, mut stop: watch::Receiver<bool>) {
    let _ = desk.blocking(mention::begin).await;
    let places = Arc::new(Semaphore::new(AT_ONCE));
    let in_hand = Arc::new(Mutex::new(HashSet::new()));
    let mut under_way = JoinSet::new();
    'working: loop {
        // Asked for before the store is looked at, so that nothing that comes meanwhile is missed.
        let woken = desk.work.notified();
        for job in desk.blocking(Job::due).await.unwrap_or_default() {
            if !in_hand.lock().unwrap_or_else(PoisonError::into_inner).insert(job.clone()) {
                continue;
            }
            let place = tokio::select! {
                () = stopped(&mut stop) => break 'working,
                place = Arc::clone(&places).acquire_owned() => place,
            };
            let (desk, in_hand) = (Arc::clone(&desk), Arc::clone(&in_hand));
            under_way.spawn(async move {
                let _place = place;
                job.run(&desk).await;
                in_hand.lock().unwrap_or_else(PoisonError::into_inner).remove(&job);
                desk.done.notify_waiters();
                desk.work.notify_one();
            });
        }
        while under_way.try_join_next().is_some() {}
        tokio::select! {
            () = stopped(&mut stop) => break,
            () = woken => {}
            () = sleep(PATIENCE) => {}
        }
    }
    let _ = timeout(LAST_MOMENT, async { while under_way.join_next().await.is_some() {} }).await;
}
