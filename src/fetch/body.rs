//! Reads a body: so much of it, so fast, and not many large ones at once.

use std::{sync::Arc, time::Duration};

use flate2::{Decompress, FlushDecompress, Status};
use reqwest::Response;
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

use super::{FetchError, TimeLimit, connect::interrupted, headers, limits::Watch};
use crate::model::FetchPolicy;

/// Bodies up to this size are read without asking.
const SMALL: usize = 1 << 20;

/// So much room is made for a larger one at once. What of it is not written to costs nothing, and a block of this size
/// goes back to the system when it is dropped (glibc keeps freed ones of up to 32 MiB for later, and a run over many feeds
/// would end up with twice the memory).
const AT_ONCE: usize = 32 << 20;

/// How many larger ones there are at a time, in all.
const LARGE_AT_ONCE: u16 = 4;

/// Leave to hold a large body in memory; it ends when it is dropped.
#[derive(Debug, Default)]
pub(super) struct Leave {
    _permit: Option<OwnedSemaphorePermit>,
}

/// The memory that bodies share.
#[derive(Debug)]
pub(super) struct Memory {
    large: Arc<Semaphore>,
    /// So long somebody may wait for it: whoever went before has ended by then, unless bodies are held and not read.
    patience: Duration,
}

/// Where a body ends when its server does not end it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Limit {
    /// A larger one is an error.
    Whole(usize),
    /// The rest of a larger one is left unread.
    Beginning(usize),
}

impl Memory {
    pub(super) fn new(policy: &FetchPolicy) -> Self {
        let rounds = u32::try_from(policy.concurrency).unwrap_or(u32::MAX).div_ceil(LARGE_AT_ONCE.into());
        let patience = policy.timeout.saturating_mul(rounds.max(1)).min(policy.run_timeout);
        Self { large: Arc::new(Semaphore::new(LARGE_AT_ONCE.into())), patience }
    }

    async fn leave(&self) -> Result<Leave, FetchError> {
        let permit = timeout(self.patience, Arc::clone(&self.large).acquire_owned()).await;
        permit.ok().and_then(Result::ok).map(|permit| Leave { _permit: Some(permit) }).ok_or(FetchError::Crowded)
    }
}

/// Reads a body to its end. Waiting for memory does not count as the server's time.
pub(super) async fn read(
    response: &mut Response,
    limit: Limit,
    watch: &mut Watch<'_>,
    memory: &Memory,
) -> Result<(Vec<u8>, Leave), FetchError> {
    let announced = response.content_length().and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
    if let Limit::Whole(limit) = limit
        && announced > limit
    {
        return Err(FetchError::TooLarge { limit });
    }
    let mut inflater = match headers::packing(response.headers()) {
        None => None,
        Some(packing) if packing == "deflate" => Some(Inflater::default()),
        Some(packing) => {
            let message = format!("the answer is packed as {packing}, which was not asked for");
            return Err(FetchError::Connection(message));
        }
    };
    // Announcing costs nothing, so not much is set aside for it.
    let mut body = Body { limit, bytes: Vec::with_capacity(announced.min(SMALL)), leave: Leave::default() };
    while let Some(chunk) =
        watch.within(TimeLimit::Stall, response.chunk()).await?.map_err(|error| interrupted(&error))?
    {
        let mut chunk = &chunk[..];
        let goes_on = match &mut inflater {
            None => body.push(chunk, memory).await?,
            Some(inflater) => loop {
                match inflater.inflate(&mut chunk)? {
                    [] => break true,
                    piece if body.push(piece, memory).await? => {}
                    _ => break false,
                }
            },
        };
        if !goes_on {
            return Ok((body.bytes, body.leave));
        }
    }
    if inflater.is_some_and(|inflater| !inflater.ended) {
        return Err(FetchError::Interrupted("the body cannot be unpacked: it ends too early".to_owned()));
    }
    Ok((body.bytes, body.leave))
}

struct Body {
    limit: Limit,
    bytes: Vec<u8>,
    leave: Leave,
}

impl Body {
    /// Takes a piece; `false` when the rest does not matter.
    async fn push(&mut self, piece: &[u8], memory: &Memory) -> Result<bool, FetchError> {
        let (Limit::Whole(limit) | Limit::Beginning(limit)) = self.limit;
        let fits = piece.len().min(limit - self.bytes.len());
        if fits < piece.len() && matches!(self.limit, Limit::Whole(_)) {
            return Err(FetchError::TooLarge { limit });
        }
        let length = self.bytes.len() + fits;
        if length > SMALL && self.bytes.len() <= SMALL {
            self.leave = memory.leave().await?;
            self.bytes.reserve_exact(AT_ONCE);
        }
        if length > self.bytes.capacity() {
            // Twice as much each time, but never more than can come.
            let room = (self.bytes.capacity() * 2).min(limit).max(length);
            self.bytes.reserve_exact(room - self.bytes.len());
        }
        self.bytes.extend_from_slice(&piece[..fits]);
        Ok(fits == piece.len())
    }
}

/// Unpacks `deflate`, which is never asked for because it is sent in two ways: in the zlib format, as RFC 9110 §8.4.1.2
/// has it, and bare.
struct Inflater {
    state: Option<Decompress>,
    piece: Box<[u8]>,
    ended: bool,
}

impl Default for Inflater {
    fn default() -> Self {
        Self { state: None, piece: vec![0; 16 << 10].into(), ended: false }
    }
}

impl Inflater {
    /// The next piece of what a chunk holds; empty when there is no more in it.
    fn inflate(&mut self, chunk: &mut &[u8]) -> Result<&[u8], FetchError> {
        if self.ended {
            return Ok(&[]);
        }
        let state = match (&mut self.state, chunk.first()) {
            (Some(state), _) => state,
            // A zlib header begins with 8 in its lower half (RFC 1950 §2.2). A bare stream that did would begin with a
            // stored block and a padding bit that is set, and no packer sets it.
            (none, Some(first)) => none.insert(Decompress::new(first & 0x0f == 8)),
            (_, None) => return Ok(&[]),
        };
        let count = |now: u64, before: u64| usize::try_from(now - before).unwrap_or(usize::MAX);
        // An empty chunk too may have an echo: what did not fit into the last piece.
        loop {
            let (before_in, before_out) = (state.total_in(), state.total_out());
            let status = state
                .decompress(chunk, &mut self.piece, FlushDecompress::None)
                .map_err(|error| FetchError::Interrupted(format!("the body cannot be unpacked: {error}")))?;
            let (read, written) = (count(state.total_in(), before_in), count(state.total_out(), before_out));
            *chunk = chunk.get(read..).unwrap_or_default();
            self.ended = status == Status::StreamEnd;
            if written > 0 || self.ended || read == 0 {
                return Ok(self.piece.get(..written).unwrap_or_default());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{io::Write as _, time::Duration};

    use flate2::{
        Compression,
        write::{DeflateEncoder, ZlibEncoder},
    };
    use futures_util::FutureExt as _;
    use proptest::prelude::*;

    use super::{AT_ONCE, Body, Inflater, Leave, Limit, Memory, SMALL};
    use crate::{fetch::FetchError, model::FetchPolicy};

    fn inflate<'a>(chunks: impl IntoIterator<Item = &'a [u8]>) -> Result<Vec<u8>, String> {
        let mut inflater = Inflater::default();
        let mut bytes = Vec::new();
        for mut chunk in chunks {
            loop {
                let piece = inflater.inflate(&mut chunk).map_err(|error| error.to_string())?;
                if piece.is_empty() {
                    break;
                }
                bytes.extend_from_slice(piece);
            }
        }
        if inflater.ended { Ok(bytes) } else { Err("not ended".to_owned()) }
    }

    fn zlib(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn bare(bytes: &[u8], level: u32) -> Vec<u8> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(level));
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(50))]

        #[test]
        fn both_kinds_of_deflate_in_chunks_of_any_size(
            pattern in prop::collection::vec(any::<u8>(), 0..9000),
            times in 1..20usize,
            size in 1..5000usize,
            level in 0..10u32,
        ) {
            let bytes = pattern.repeat(times);
            for packed in [zlib(&bytes), bare(&bytes, level)] {
                prop_assert!(inflate(packed.chunks(size)).as_ref() == Ok(&bytes));
                prop_assert!(inflate(packed[..packed.len() - 1].chunks(size)).is_err());
            }
        }

        #[test]
        fn no_bytes_make_it_panic_or_hang(bytes in prop::collection::vec(any::<u8>(), 0..2000), size in 1..100usize) {
            let _ = inflate(bytes.chunks(size));
        }
    }

    #[test]
    fn what_follows_the_end_is_nobodys() {
        let mut packed = zlib(b"<rss/>");
        packed.extend_from_slice(b"\r\nmore");
        assert_eq!(inflate([packed.as_slice()]).unwrap(), b"<rss/>");
    }

    #[tokio::test]
    async fn few_large_bodies_at_once_and_no_wait_without_end() {
        let policy = FetchPolicy { timeout: Duration::from_millis(5), concurrency: 16, ..FetchPolicy::default() };
        let memory = Memory::new(&policy);
        let large = async || {
            let mut body = Body { limit: Limit::Whole(2 * SMALL), bytes: Vec::new(), leave: Leave::default() };
            body.push(&vec![0; SMALL], &memory).await?;
            body.push(&[0], &memory).await?;
            Ok::<_, FetchError>(body)
        };
        let mut held = vec![large().await.unwrap(), large().await.unwrap(), large().await.unwrap()];
        held.push(large().await.unwrap());
        let waiting = large();
        tokio::pin!(waiting);
        assert!(waiting.as_mut().now_or_never().is_none(), "a fifth waits");
        held.pop();
        held.push(waiting.await.unwrap());
        assert!(matches!(large().await, Err(FetchError::Crowded)), "but not for ever");
    }

    #[tokio::test]
    async fn room_is_made_in_few_steps_and_never_beyond_the_limit() {
        let memory = Memory::new(&FetchPolicy::default());
        let limit = AT_ONCE + 3 * SMALL;
        let mut body = Body { limit: Limit::Whole(limit), bytes: Vec::new(), leave: Leave::default() };
        let (quarter, mut rooms) = (vec![7; SMALL / 4], Vec::new());
        while body.bytes.len() < limit {
            assert!(body.push(&quarter, &memory).await.unwrap());
            rooms.push(body.bytes.capacity());
        }
        rooms.dedup();
        assert_eq!(rooms, [SMALL / 4, SMALL / 2, SMALL, AT_ONCE + SMALL, limit]);
        assert!(matches!(body.push(&[7], &memory).await, Err(FetchError::TooLarge { .. })));
        let mut body = Body { limit: Limit::Beginning(15), bytes: Vec::new(), leave: Leave::default() };
        assert!(body.push(&[7; 10], &memory).await.unwrap());
        assert!(!body.push(&[7; 10], &memory).await.unwrap());
        assert_eq!(body.bytes.len(), 15);
    }
}
